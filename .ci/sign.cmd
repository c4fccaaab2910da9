@echo off
rem Signs the files named, with the newest signtool of this computer and the certificate that the release put aside.
set signtool=
for /d %%d in ("%ProgramFiles(x86)%\Windows Kits\10\bin\10.*") do if exist "%%d\x64\signtool.exe" set signtool=%%d\x64\signtool.exe
"%signtool%" sign /f "%RUNNER_TEMP%\certificate.pfx" /p "%CERTIFICATE_PASSWORD%" /fd sha256 /tr http://timestamp.digicert.com /td sha256 %*

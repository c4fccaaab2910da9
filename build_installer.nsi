; Makes drafter-setup.exe of dist\drafter, for one person and without an administrator:
;
;     makensis -DVERSION=1.2.3 build_installer.nsi        (after: pyinstaller --noconfirm build_installer.spec)
;
; Everything goes below %LOCALAPPDATA%\Programs and HKEY_CURRENT_USER. Removing the program leaves every draft, the
; officer's own words and the copies kept in %LOCALAPPDATA%\drafter where they are.
; -DSIGN="command %1" signs uninstall.exe too, which is made here: %1 is the file.
; /S installs and removes without a question; /D=C:\folder chooses the folder.

!ifndef VERSION
  !error "Name the version: makensis -DVERSION=1.2.3 build_installer.nsi"
!endif
!ifndef PAYLOAD
  !define PAYLOAD "dist/drafter"
!endif
!ifndef TARGET
  !define TARGET "dist/drafter-setup.exe"
!endif

!ifdef SIGN
  !uninstfinalize '${SIGN}' = 0
!endif

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
ManifestDPIAware true
RequestExecutionLevel user
Name "drafter"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\drafter"
InstallDirRegKey HKCU "Software\drafter" "Folder"
BrandingText "drafter ${VERSION}"

!include "MUI2.nsh"
!include "FileFunc.nsh"

!define MUI_ICON "resources/drafter.ico"
!define MUI_UNICON "resources/drafter.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\drafter.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Start drafter"
!insertmacro MUI_PAGE_LICENSE "LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\drafter"
!define KIND "drafter.decision"

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "drafter"
VIAddVersionKey "FileDescription" "Installs drafter"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT licence"

; A program in use cannot be replaced: said before anything is touched.
!macro REFUSE_WHILE_RUNNING PROGRAM ADVICE
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "${ADVICE}" /SD IDOK
      SetErrorLevel 2
      Abort
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend
!macro REFUSE_WHILE_EITHER_RUNS
  !insertmacro REFUSE_WHILE_RUNNING "drafter.exe" "drafter is running. Close its windows, then try again."
  !insertmacro REFUSE_WHILE_RUNNING "drafter-command.exe" "drafter-command is running. Let it end, then try again."
!macroend

Section "drafter"
  !insertmacro REFUSE_WHILE_EITHER_RUNS
  ; Nothing of an older version stays beside the new one; only folders that an installation of drafter made are emptied.
  ${If} ${FileExists} "$INSTDIR\_internal\drafter\LICENSE"
    RMDir /r "$INSTDIR\_internal"
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\drafter.lnk" "$INSTDIR\drafter.exe"

  ; Another program's claim on these files is given back when drafter goes.
  ReadRegStr $0 HKCU "Software\Classes\.decision" ""
  ${If} $0 != ""
  ${AndIf} $0 != "${KIND}"
    WriteRegStr HKCU "Software\drafter" "DecisionBefore" "$0"
  ${EndIf}
  WriteRegStr HKCU "Software\Classes\.decision" "" "${KIND}"
  WriteRegStr HKCU "Software\Classes\.decision\OpenWithProgids" "${KIND}" ""
  WriteRegStr HKCU "Software\Classes\${KIND}" "" "Draft of a record of decision"
  WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\drafter.exe,0"
  WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\drafter.exe" "%1"'

  WriteRegStr HKCU "Software\drafter" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "drafter"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\drafter.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
  ${RefreshShellIcons}
SectionEnd

Section "Uninstall"
  !insertmacro REFUSE_WHILE_EITHER_RUNS
  ; Only what was installed: a draft that somebody saved in this folder stays.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\drafter.exe"
  Delete "$INSTDIR\drafter-command.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\drafter.lnk"

  ReadRegStr $0 HKCU "Software\Classes\.decision" ""
  ${If} $0 == "${KIND}"
    ReadRegStr $1 HKCU "Software\drafter" "DecisionBefore"
    ${If} $1 == ""
      DeleteRegValue HKCU "Software\Classes\.decision" ""
    ${Else}
      WriteRegStr HKCU "Software\Classes\.decision" "" "$1"
    ${EndIf}
  ${EndIf}
  DeleteRegValue HKCU "Software\Classes\.decision\OpenWithProgids" "${KIND}"
  DeleteRegKey /ifempty HKCU "Software\Classes\.decision\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "Software\Classes\.decision"
  DeleteRegKey HKCU "Software\Classes\${KIND}"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\drafter"
  ${RefreshShellIcons}
SectionEnd

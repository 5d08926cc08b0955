; Makes the setup program for Windows of dist\invoice-desk (Inno Setup 6.3 or later). Not tried: see docs/installer.md.
;   iscc /DVersion=0.1.0 installer\windows\invoice-desk.iss      where Version is what invoice-desk-cli --version says
#ifndef Version
  #error Say the version: iscc /DVersion=...
#endif

[Setup]
AppId={{6E0C2A0B-5B0E-4E7C-9C56-0C1B7C8B6D21}
AppName=Invoice Desk
AppVersion={#Version}
AppPublisher=The Invoice Desk authors
DefaultDirName={autopf}\Invoice Desk
DefaultGroupName=Invoice Desk
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\icons\invoice-desk.ico
UninstallDisplayIcon={app}\invoice-desk.exe
OutputDir=..\..\dist
OutputBaseFilename=invoice-desk-{#Version}-setup
Compression=lzma2
SolidCompression=yes
ChangesAssociations=yes
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "fr"; MessagesFile: "compiler:Languages\French.isl"
Name: "ar"; MessagesFile: "compiler:Languages\Arabic.isl"

[Files]
Source: "..\..\dist\invoice-desk\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

; What an older version brought and this one does not have must not be found by it.
[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\Invoice Desk"; Filename: "{app}\invoice-desk.exe"
Name: "{autodesktop}\Invoice Desk"; Filename: "{app}\invoice-desk.exe"; Tasks: desktopicon

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

; Windows knows files by the last part of their names alone, so .json stays with its program: a template is opened
; by "Open with", which lists Invoice Desk, or by dropping it on the window.
[Registry]
Root: HKA; Subkey: "Software\Classes\InvoiceDesk.Template"; ValueType: string; ValueData: "Invoice Desk template"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\InvoiceDesk.Template\DefaultIcon"; ValueType: string; ValueData: "{app}\invoice-desk.exe,0"
Root: HKA; Subkey: "Software\Classes\InvoiceDesk.Template\shell\open\command"; ValueType: string; ValueData: """{app}\invoice-desk.exe"" open ""%1"""
Root: HKA; Subkey: "Software\Classes\.json\OpenWithProgids"; ValueType: string; ValueName: "InvoiceDesk.Template"; ValueData: ""; Flags: uninsdeletevalue

[Run]
Filename: "{app}\invoice-desk.exe"; Description: "{cm:LaunchProgram,Invoice Desk}"; Flags: nowait postinstall skipifsilent

; Inno Setup 6.3 or newer, on Windows: ISCC /DVersion=1.2.3 packaging\windows\mattimer.iss
; Makes dist\mattimer-VERSION-windows-x64-setup.exe of build\bundle\mattimer. Untested.

#ifndef Version
  #error Say which version it is: ISCC /DVersion=1.2.3
#endif
#define Root "..\.."
#define AppUserModelID "io.github.mattimer.MatTimer"
#define LoginRun "Software\Microsoft\Windows\CurrentVersion\Run"
#define LoginApproved "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"

[Setup]
; By this a newer version finds the older one: never change it.
AppId={#AppUserModelID}
AppName=Mat Timer
AppVersion={#Version}
AppPublisher=The Mat Timer founders
AppCopyright=The Mat Timer founders; GPL-3.0-or-later
VersionInfoVersion={#Version}
; For one person, without an administrator: below %LOCALAPPDATA%\Programs.
PrivilegesRequired=lowest
DefaultDirName={autopf}\Mat Timer
DisableProgramGroupPage=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; Windows 10 1809, as Qt wants it.
MinVersion=10.0.17763
CloseApplications=yes
RestartApplications=no
SetupIconFile={#Root}\build\mattimer.ico
UninstallDisplayIcon={app}\mattimer.exe
UninstallDisplayName=Mat Timer
WizardStyle=modern
Compression=lzma2
SolidCompression=yes
OutputDir={#Root}\dist
OutputBaseFilename=mattimer-{#Version}-windows-x64-setup

[InstallDelete]
; What only the older version brought.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Root}\build\bundle\mattimer\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "{#Root}\LICENSE"; DestDir: "{app}"; DestName: "LICENSE.txt"; Flags: ignoreversion

[Icons]
; Windows puts windows under this icon, and shows reminders in its name.
Name: "{autoprograms}\Mat Timer"; Filename: "{app}\mattimer.exe"; WorkingDir: "{app}"; AppUserModelID: "{#AppUserModelID}"

[Registry]
; "Open at login" is the app's own switch; once the app is gone there is nothing to open. Nothing
; else of a person's goes: sessions and settings lie in %LOCALAPPDATA%\mattimer.
Root: HKCU; Subkey: "{#LoginRun}"; ValueType: none; ValueName: "Mat Timer"; Flags: dontcreatekey uninsdeletevalue
Root: HKCU; Subkey: "{#LoginApproved}"; ValueType: none; ValueName: "Mat Timer"; Flags: dontcreatekey uninsdeletevalue

[Run]
Filename: "{app}\mattimer.exe"; Description: "Open Mat Timer"; Flags: nowait postinstall skipifsilent

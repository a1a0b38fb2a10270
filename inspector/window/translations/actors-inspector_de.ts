<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Actors::Inspector::ActorDetails</name>
    <message>
        <source>Messages that wait</source>
        <translation>Wartende Nachrichten</translation>
    </message>
    <message>
        <source>Messages a second</source>
        <translation>Nachrichten/s</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>Beziehungen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Parts of the details</source>
        <translation>Teile der Details</translation>
    </message>
    <message>
        <source>Property</source>
        <translation>Eigenschaft</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Properties of the actor</source>
        <translation>Eigenschaften des Aktors</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>Beziehung</translation>
    </message>
    <message>
        <source>Actor</source>
        <translation>Aktor</translation>
    </message>
    <message>
        <source>Actors that it has to do with</source>
        <translation>Aktoren, mit denen er zu tun hat</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Wird abgefragt…</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>in</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>out</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Parent</source>
        <translation>Elternaktor</translation>
    </message>
    <message>
        <source>It has stopped; messages to it are dead letters.</source>
        <translation>Beendet; Nachrichten an ihn sind unzustellbar.</translation>
    </message>
    <message>
        <source>The actor is too busy to tell; what is shown is what it told last.</source>
        <translation>Der Aktor ist zu beschäftigt, um zu antworten. Angezeigt wird seine letzte Auskunft.</translation>
    </message>
    <message>
        <source>The actor has been busy with %1 for %2; what is shown is what it told last.</source>
        <translation>Der Aktor ist seit %2 mit %1 beschäftigt. Angezeigt wird seine letzte Auskunft.</translation>
    </message>
    <message>
        <source>The actor shows nothing. What it declares with Q_PROPERTY is shown here.</source>
        <translation>Der Aktor zeigt nichts. Was er mit Q_PROPERTY deklariert, erscheint hier.</translation>
    </message>
    <message>
        <source>(kept secret)</source>
        <translation>(geheim gehalten)</translation>
    </message>
    <message>
        <source>(the program tells types only)</source>
        <translation>(das Programm nennt nur Typen)</translation>
    </message>
    <message>
        <source>Watches</source>
        <translation>Beobachtet</translation>
    </message>
    <message>
        <source>actor %1</source>
        <translation>Aktor %1</translation>
    </message>
</context>
<context>
    <name>Actors::Inspector::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
</context>
<context>
    <name>Actors::Inspector::Commands</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Target</source>
        <translation>&amp;Ziel</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
</context>
<context>
    <name>Actors::Inspector::CopyLine</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Den Befehl kopieren</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
</context>
<context>
    <name>Actors::Inspector::FilterEdit</name>
    <message>
        <source>Filter, as depth&gt;100</source>
        <translation>Filter, etwa depth&gt;100</translation>
    </message>
    <message>
        <source>Filter, as reason:Expired</source>
        <translation>Filter, etwa reason:Expired</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Terms as depth&gt;100, class:Sensor*, state:running or a part of a path; | is or, - is not</source>
        <translation>Bedingungen wie depth&gt;100, class:Sensor*, state:running oder ein Teil eines Pfads; | heißt oder, - heißt nicht</translation>
    </message>
</context>
<context>
    <name>Actors::Inspector::LetterDetails</name>
    <message>
        <source>Recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Recipient&apos;s parent</source>
        <translation>Elternaktor des Empfängers</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>Go to the actor that was to get it</source>
        <translation>Zum Aktor gehen, der sie erhalten sollte</translation>
    </message>
    <message>
        <source>Go to the actor that created the recipient</source>
        <translation>Zum Aktor gehen, der den Empfänger erzeugt hat</translation>
    </message>
    <message>
        <source>Go to the actor that sent it</source>
        <translation>Zum Aktor gehen, der sie gesendet hat</translation>
    </message>
    <message>
        <source>%1 lost: %2</source>
        <translation>%1 verloren: %2</translation>
    </message>
</context>
<context>
    <name>Actors::Inspector::MainWindow</name>
    <message>
        <source>Actors Inspector</source>
        <translation>Actors Inspector</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Anhängen</translation>
    </message>
    <message>
        <source>Programs that are inspected</source>
        <translation>Untersuchte Programme</translation>
    </message>
    <message>
        <source>No program called %1 can be inspected. It appears here once it runs with ACTORS_INSPECT=1.</source>
        <translation>Es gibt kein Programm namens %1, das untersucht werden kann. Es erscheint hier, sobald es mit ACTORS_INSPECT=1 läuft.</translation>
    </message>
    <message>
        <source>More than one program is called %1. Choose one.</source>
        <translation>Mehrere Programme heißen %1. Wählen Sie eines aus.</translation>
    </message>
    <message>
        <source>%1 does not run now, or not with ACTORS_INSPECT=1. It appears here once it does.</source>
        <translation>%1 läuft zurzeit nicht oder nicht mit ACTORS_INSPECT=1. Es erscheint hier, sobald es das tut.</translation>
    </message>
    <message>
        <source>About Actors Inspector</source>
        <translation>Über Actors Inspector</translation>
    </message>
    <message>
        <source>Actors Inspector %1</source>
        <translation>Actors Inspector %1</translation>
    </message>
    <message>
        <source>Shows what the actors of a running program do.</source>
        <translation>Zeigt, was die Aktoren eines laufenden Programms tun.</translation>
    </message>
    <message>
        <source>Tool bar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pausieren</translation>
    </message>
    <message>
        <source>%1 (process %2) — Actors Inspector</source>
        <translation>%1 (Prozess %2) — Actors Inspector</translation>
    </message>
    <message>
        <source>%1 — Actors Inspector</source>
        <translation>%1 — Actors Inspector</translation>
    </message>
    <message>
        <source>control</source>
        <translation>Steuerung</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>nur lesen</translation>
    </message>
    <message>
        <source>This inspector may change what the program does</source>
        <translation>Dieser Inspektor darf ändern, was das Programm tut</translation>
    </message>
    <message>
        <source>This inspector only looks</source>
        <translation>Dieser Inspektor sieht nur zu</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>Recordings (%1)</source>
        <translation>Aufzeichnungen (%1)</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>What is shown was recorded</source>
        <translation>Was zu sehen ist, wurde aufgezeichnet</translation>
    </message>
    <message>
        <source>&amp;Alarms (%1)</source>
        <translation>&amp;Alarme (%1)</translation>
    </message>
    <message>
        <source>&amp;Alarms</source>
        <translation>&amp;Alarme</translation>
    </message>
</context>
<context>
    <name>Actors::Inspector::Page</name>
    <message>
        <source>Clear the filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>Nichts entspricht dem Filter</translation>
    </message>
</context>
<context>
    <name>Actors::Inspector::PlaybackBar</name>
    <message>
        <source>Recording</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>Position in the recording</source>
        <translation>Stelle in der Aufzeichnung</translation>
    </message>
    <message>
        <source>Position and length of the recording</source>
        <translation>Stelle und Länge der Aufzeichnung</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>How many seconds of the recording pass in one</source>
        <translation>Wie viele Sekunden der Aufzeichnung in einer vergehen</translation>
    </message>
    <message>
        <source>%1×</source>
        <translation>%1×</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>position and length of a recording</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>Actors::Inspector::Presentation</name>
    <message>
        <source>blocked</source>
        <translation>blockiert</translation>
    </message>
    <message>
        <source>responsive</source>
        <translation>reagiert</translation>
    </message>
    <message>
        <source>raised</source>
        <translation>ausgelöst</translation>
    </message>
    <message>
        <source>quiet</source>
        <translation>ruhig</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>A cell of a table, as a screen reader says it: the heading and the content.</extracomment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Actors::Inspector::RowsView</name>
    <message>
        <source>Go to the actor</source>
        <translation>Zum Aktor gehen</translation>
    </message>
    <message>
        <source>Only rows with this</source>
        <translation>Nur Zeilen mit diesem Wert</translation>
    </message>
    <message>
        <source>Only rows without this</source>
        <translation>Nur Zeilen ohne diesen Wert</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>Copy row as JSON</source>
        <translation>Zeile als JSON kopieren</translation>
    </message>
</context>
<context>
    <name>Actors::Inspector::Screenshot</name>
    <message>
        <source>The picture could not be written to %1. Its folder must exist, and its name end in .png or .jpg.</source>
        <translation>Das Bild konnte nicht nach %1 geschrieben werden. Den Ordner muss es geben, und der Name muss auf .png oder .jpg enden.</translation>
    </message>
    <message>
        <source>No program could be looked into. Start one with ACTORS_INSPECT=1, and name it if there are several.</source>
        <translation>Es gibt kein Programm, das betrachtet werden kann. Starten Sie eines mit ACTORS_INSPECT=1, und nennen Sie es, wenn es mehrere gibt.</translation>
    </message>
</context>
<context>
    <name>Actors::Inspector::StartPage</name>
    <message>
        <source>No program that can be inspected is running.</source>
        <translation>Zurzeit läuft kein Programm, das untersucht werden kann.</translation>
    </message>
    <message>
        <source>Path of a socket, as /tmp/board.sock</source>
        <translation>Pfad eines Sockets, etwa /tmp/board.sock</translation>
    </message>
    <message>
        <source>Path of a socket</source>
        <translation>Pfad eines Sockets</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Look into a running program</source>
        <translation>In ein laufendes Programm hineinsehen</translation>
    </message>
    <message>
        <source>See which actor is late, why a message was lost, and who sent it. Looking never slows the program down.</source>
        <translation>Sehen Sie, welcher Aktor im Rückstand ist, warum eine Nachricht verloren ging und wer sie gesendet hat. Das Hineinsehen bremst das Programm nie.</translation>
    </message>
    <message>
        <source>Running now</source>
        <translation>Zurzeit laufend</translation>
    </message>
    <message>
        <source>Nothing to see yet?</source>
        <translation>Noch nichts zu sehen?</translation>
    </message>
    <message>
        <source>A program lets itself be inspected only if it is asked to. Start it like this, and it appears above:</source>
        <translation>Ein Programm lässt sich nur untersuchen, wenn man es darum bittet. Starten Sie es so, dann erscheint es oben:</translation>
    </message>
    <message>
        <source>Or have it started and attached at once:</source>
        <translation>Oder lassen Sie es starten und gleich anhängen:</translation>
    </message>
    <message>
        <source>On another machine</source>
        <translation>Auf einem anderen Rechner</translation>
    </message>
    <message>
        <source>Bring its socket here, and connect to that. The name of the socket is what actors-inspect list tells there.</source>
        <translation>Holen Sie seinen Socket hierher und verbinden Sie sich damit. Wie der Socket heißt, sagt dort actors-inspect list.</translation>
    </message>
    <message>
        <source>process %1</source>
        <translation>Prozess %1</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Anhängen</translation>
    </message>
    <message>
        <source>Attach to %1, process %2</source>
        <translation>An %1 anhängen, Prozess %2</translation>
    </message>
</context>
<context>
    <name>Actors::Inspector::StatusLine</name>
    <message>
        <source>Actors that live</source>
        <translation>Lebende Aktoren</translation>
    </message>
    <message>
        <source>Messages that come to actors in a second</source>
        <translation>Nachrichten, die pro Sekunde bei Aktoren eingehen</translation>
    </message>
    <message>
        <source>Messages that nobody handled, in a second</source>
        <translation>Nachrichten pro Sekunde, die niemand verarbeitet hat</translation>
    </message>
    <message>
        <source>How much of a processor the probe in the program takes</source>
        <translation>Anteil eines Prozessors, den die Sonde im Programm braucht</translation>
    </message>
    <message>
        <source>Bytes that come from the program in a second</source>
        <translation>Bytes, die pro Sekunde vom Programm kommen</translation>
    </message>
    <message>
        <source>How old the numbers are when they arrive</source>
        <translation>Wie alt die Zahlen sind, wenn sie ankommen</translation>
    </message>
    <message>
        <source>Events that this inspector was too slow for</source>
        <translation>Ereignisse, für die dieser Inspektor zu langsam war</translation>
    </message>
    <message numerus="yes">
        <source>%1 actor(s)</source>
        <translation>
            <numerusform>%1 Aktor</numerusform>
            <numerusform>%1 Aktoren</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 messages/s</source>
        <translation>%1 Nachrichten/s</translation>
    </message>
    <message>
        <source>%1 dead/s</source>
        <translation>%1 unzustellbar/s</translation>
    </message>
    <message>
        <source>probe %1</source>
        <translation>Sonde %1</translation>
    </message>
    <message>
        <source>link %1/s</source>
        <translation>Verbindung %1/s</translation>
    </message>
    <message>
        <source>lag %1</source>
        <translation>Verzug %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 event(s) dropped</source>
        <translation>
            <numerusform>%1 Ereignis verworfen</numerusform>
            <numerusform>%1 Ereignisse verworfen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Actors::Inspector::TargetPane</name>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message>
        <source>Select an actor or a dead letter to see what is known about it.</source>
        <translation>Wählen Sie einen Aktor oder eine unzustellbare Nachricht aus, um zu sehen, was darüber bekannt ist.</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Waiting for %1 to answer…</source>
        <translation>Warten auf eine Antwort von %1…</translation>
    </message>
    <message>
        <source>%1 has ended. What is shown is what it told last.</source>
        <translation>%1 ist beendet. Angezeigt wird seine letzte Auskunft.</translation>
    </message>
</context>
<context>
    <name>Actors::Inspector::TimeSeriesPlot</name>
    <message>
        <source>5 min ago</source>
        <translation>vor 5 min</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>&amp;Attach…</source>
        <translation>&amp;Anhängen…</translation>
    </message>
    <message>
        <source>Connect to a &amp;socket…</source>
        <translation>Mit einem &amp;Socket verbinden…</translation>
    </message>
    <message>
        <source>Attach a&amp;gain</source>
        <translation>&amp;Erneut anhängen</translation>
    </message>
    <message>
        <source>&amp;Close target</source>
        <translation>&amp;Ziel schließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Hot</source>
        <translation>&amp;Brennpunkte</translation>
    </message>
    <message>
        <source>&amp;Tree</source>
        <translation>Bau&amp;m</translation>
    </message>
    <message>
        <source>&amp;Classes</source>
        <translation>&amp;Klassen</translation>
    </message>
    <message>
        <source>&amp;Dead letters</source>
        <translation>&amp;Unzustellbare Nachrichten</translation>
    </message>
    <message>
        <source>D&amp;etails</source>
        <translation>&amp;Details</translation>
    </message>
    <message>
        <source>Th&amp;reads</source>
        <translation>&amp;Threads</translation>
    </message>
    <message>
        <source>E&amp;vents</source>
        <translation>&amp;Ereignisse</translation>
    </message>
    <message>
        <source>&amp;Alarms</source>
        <translation>&amp;Alarme</translation>
    </message>
    <message>
        <source>Reset la&amp;yout</source>
        <translation>Anordnung &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Colors of the &amp;system</source>
        <translation>Farben des &amp;Systems</translation>
    </message>
    <message>
        <source>&amp;Light colors</source>
        <translation>&amp;Helle Farben</translation>
    </message>
    <message>
        <source>Dar&amp;k colors</source>
        <translation>Dunk&amp;le Farben</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>&amp;Vorwärts</translation>
    </message>
    <message>
        <source>Go to the &amp;parent</source>
        <translation>Zum &amp;Elternaktor</translation>
    </message>
    <message>
        <source>F&amp;ilter</source>
        <translation>&amp;Filtern</translation>
    </message>
    <message>
        <source>&amp;Commands…</source>
        <translation>&amp;Befehle…</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pausieren</translation>
    </message>
    <message>
        <source>Re&amp;fresh</source>
        <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
        <source>&amp;About Actors Inspector</source>
        <translation>Ü&amp;ber Actors Inspector</translation>
    </message>
    <message>
        <source>Open &amp;recording…</source>
        <translation>Aufzeichnung &amp;öffnen…</translation>
    </message>
</context>
<context>
    <name>Launch</name>
    <message>
        <source>%1 cannot be started: %2. Check that it is there and may be run; a name without a slash is looked up in PATH.</source>
        <translation>%1 lässt sich nicht starten: %2. Prüfen Sie, ob es vorhanden ist und ausgeführt werden darf; ein Name ohne Schrägstrich wird in PATH gesucht.</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Hot</source>
        <translation>Brennpunkte</translation>
    </message>
    <message>
        <source>No actors yet</source>
        <translation>Noch keine Aktoren</translation>
    </message>
    <message>
        <source>The actors whose messages wait the longest come first, once there are some.</source>
        <translation>Sobald es Aktoren gibt, stehen die zuerst, deren Nachrichten am längsten warten.</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>Actors appear below the actor that created them.</source>
        <translation>Aktoren erscheinen unter dem Aktor, der sie erzeugt hat.</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>No classes yet</source>
        <translation>Noch keine Klassen</translation>
    </message>
    <message>
        <source>Actors of the same class are counted together here.</source>
        <translation>Aktoren derselben Klasse werden hier zusammengezählt.</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Unzustellbar</translation>
    </message>
    <message>
        <source>No dead letters</source>
        <translation>Keine unzustellbaren Nachrichten</translation>
    </message>
    <message>
        <source>Every message so far has found an actor that handles it.</source>
        <translation>Bisher hat jede Nachricht einen Aktor gefunden, der sie verarbeitet.</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>No threads yet</source>
        <translation>Noch keine Threads</translation>
    </message>
    <message>
        <source>Threads appear once actors live on them.</source>
        <translation>Threads erscheinen, sobald Aktoren darauf leben.</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Noch ist nichts geschehen</translation>
    </message>
    <message>
        <source>Actors that come, fail, are restarted and go are listed here.</source>
        <translation>Hier steht, welche Aktoren kommen, scheitern, neu gestartet werden und gehen.</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>No alarms</source>
        <translation>Keine Alarme</translation>
    </message>
    <message>
        <source>The rules of the program that watch its actors are listed here.</source>
        <translation>Hier stehen die Regeln, mit denen das Programm seine Aktoren überwacht.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Nothing has happened to it</source>
        <translation>Ihm ist noch nichts geschehen</translation>
    </message>
    <message>
        <source>Its failures and restarts are listed here.</source>
        <translation>Hier stehen seine Fehler und Neustarts.</translation>
    </message>
</context>
<context>
    <name>Sparkline</name>
    <message>
        <source>%1, rising, highest %2</source>
        <translation>%1, steigend, höchstens %2</translation>
    </message>
    <message>
        <source>%1, falling, highest %2</source>
        <translation>%1, fallend, höchstens %2</translation>
    </message>
    <message>
        <source>%1, steady, highest %2</source>
        <translation>%1, gleichbleibend, höchstens %2</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>Actor</source>
        <translation>Aktor</translation>
    </message>
    <message>
        <source>Where the actor is in the tree</source>
        <translation>Wo der Aktor im Baum steht</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What it is called</source>
        <translation>Wie er heißt</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>The C++ class</source>
        <translation>Die C++-Klasse</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What it is doing, or what keeps it from doing it</source>
        <translation>Was er tut oder was ihn daran hindert</translation>
    </message>
    <message>
        <source>Thread</source>
        <translation>Thread</translation>
    </message>
    <message>
        <source>The thread that it lives on</source>
        <translation>Der Thread, auf dem er lebt</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Messages that wait, now and over the last five minutes</source>
        <translation>Wartende Nachrichten, jetzt und in den letzten fünf Minuten</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>Höchststand</translation>
    </message>
    <message>
        <source>The most messages that were seen to wait</source>
        <translation>Die meisten Nachrichten, die je beim Warten gesehen wurden</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Älteste</translation>
    </message>
    <message>
        <source>How long the oldest message has been waiting</source>
        <translation>Wie lange die älteste Nachricht schon wartet</translation>
    </message>
    <message>
        <source>In/s</source>
        <translation>Ein/s</translation>
    </message>
    <message>
        <source>Messages that come in a second</source>
        <translation>Nachrichten, die pro Sekunde eingehen</translation>
    </message>
    <message>
        <source>Out/s</source>
        <translation>Aus/s</translation>
    </message>
    <message>
        <source>Messages that are handled in a second</source>
        <translation>Nachrichten, die pro Sekunde verarbeitet werden</translation>
    </message>
    <message>
        <source>Growth/s</source>
        <translation>Zuwachs/s</translation>
    </message>
    <message>
        <source>By how many messages the mailbox grows in a second</source>
        <translation>Um wie viele Nachrichten das Postfach pro Sekunde wächst</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>How much of the time a handler runs; sampled</source>
        <translation>Welchen Teil der Zeit ein Handler läuft; aus Stichproben</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>How often a handler has failed</source>
        <translation>Wie oft ein Handler gescheitert ist</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation>Neustarts</translation>
    </message>
    <message>
        <source>How often it was restarted</source>
        <translation>Wie oft er neu gestartet wurde</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>How long it has lived</source>
        <translation>Wie lange er schon lebt</translation>
    </message>
    <message>
        <source>Handles</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>The type of the message that is being handled</source>
        <translation>Der Typ der Nachricht, die gerade verarbeitet wird</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>How long that message has been handled</source>
        <translation>Wie lange diese Nachricht schon verarbeitet wird</translation>
    </message>
    <message>
        <source>Handled</source>
        <translation>Verarbeitet</translation>
    </message>
    <message>
        <source>Messages that were handled so far</source>
        <translation>Bisher verarbeitete Nachrichten</translation>
    </message>
    <message>
        <source>Children</source>
        <translation>Kinder</translation>
    </message>
    <message>
        <source>How many children there are</source>
        <translation>Anzahl der Kinder</translation>
    </message>
    <message>
        <source>Waiting below</source>
        <translation>Rückstau</translation>
    </message>
    <message>
        <source>Messages that wait for it and all actors below it</source>
        <translation>Nachrichten, die auf ihn und alle Aktoren unter ihm warten</translation>
    </message>
    <message>
        <source>In/s below</source>
        <translation>Ein/s darunter</translation>
    </message>
    <message>
        <source>Messages that come in a second to it and all actors below it</source>
        <translation>Nachrichten, die pro Sekunde bei ihm und allen Aktoren unter ihm eingehen</translation>
    </message>
    <message>
        <source>Supervision</source>
        <translation>Supervision</translation>
    </message>
    <message>
        <source>What it does about children that fail</source>
        <translation>Was er tut, wenn Kinder scheitern</translation>
    </message>
    <message>
        <source>Actors</source>
        <translation>Aktoren</translation>
    </message>
    <message>
        <source>How many actors there are</source>
        <translation>Anzahl der Aktoren</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>How often so far; exact</source>
        <translation>Wie oft bisher; genau gezählt</translation>
    </message>
    <message>
        <source>Rate/s</source>
        <translation>Rate/s</translation>
    </message>
    <message>
        <source>How often in a second</source>
        <translation>Wie oft pro Sekunde</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>When the last time was</source>
        <translation>Wann es zuletzt geschah</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>The type of the message</source>
        <translation>Der Typ der Nachricht</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>The actor that was to get it</source>
        <translation>Der Aktor, der sie erhalten sollte</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Why it was not handled</source>
        <translation>Warum sie nicht verarbeitet wurde</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>The actor that sent it; a dash for none</source>
        <translation>Der Aktor, der sie gesendet hat; ein Strich, wenn keiner</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Erklärung</translation>
    </message>
    <message>
        <source>What else is known</source>
        <translation>Was sonst bekannt ist</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>What sort it is</source>
        <translation>Von welcher Art es ist</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Lag</translation>
    </message>
    <message>
        <source>How long the event loop took to deliver an event</source>
        <translation>Wie lange die Ereignisschleife brauchte, um ein Ereignis zuzustellen</translation>
    </message>
    <message>
        <source>Longest lag</source>
        <translation>Größter Lag</translation>
    </message>
    <message>
        <source>The longest that the event loop took</source>
        <translation>Wie lange die Ereignisschleife höchstens brauchte</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Unzustellbar</translation>
    </message>
    <message>
        <source>Messages that nobody handled</source>
        <translation>Nachrichten, die niemand verarbeitet hat</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>Postfach</translation>
    </message>
    <message>
        <source>What sort of mailbox it has, and its capacity</source>
        <translation>Welche Art von Postfach er hat, und wie viel es fasst</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenzwert</translation>
    </message>
    <message>
        <source>What the rule allows</source>
        <translation>Was die Regel zulässt</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>What raises the alarm</source>
        <translation>Was den Alarm auslöst</translation>
    </message>
    <message>
        <source>recipient has stopped</source>
        <translation>Empfänger ist beendet</translation>
    </message>
    <message>
        <source>no such actor</source>
        <translation>kein solcher Aktor</translation>
    </message>
    <message>
        <source>mailbox full, oldest dropped</source>
        <translation>Überlauf, älteste verworfen</translation>
    </message>
    <message>
        <source>mailbox full, newest dropped</source>
        <translation>Überlauf, neueste verworfen</translation>
    </message>
    <message>
        <source>mailbox full, refused</source>
        <translation>Überlauf, abgelehnt</translation>
    </message>
    <message>
        <source>no handler for it</source>
        <translation>kein Handler dafür</translation>
    </message>
    <message>
        <source>waited too long</source>
        <translation>zu lange gewartet</translation>
    </message>
    <message>
        <source>answer came too late</source>
        <translation>Antwort kam zu spät</translation>
    </message>
    <message>
        <source>stash full</source>
        <translation>Stash voll</translation>
    </message>
    <message>
        <source>not serializable</source>
        <translation>nicht serialisierbar</translation>
    </message>
    <message>
        <source>node unreachable</source>
        <translation>Knoten nicht erreichbar</translation>
    </message>
    <message>
        <source>system closed</source>
        <translation>System geschlossen</translation>
    </message>
    <message>
        <source>own thread</source>
        <translation>eigener</translation>
    </message>
    <message>
        <source>pool</source>
        <translation>Pool</translation>
    </message>
    <message>
        <source>GUI thread</source>
        <translation>GUI-Thread</translation>
    </message>
    <message>
        <source>created</source>
        <translation>erzeugt</translation>
    </message>
    <message>
        <source>started</source>
        <translation>gestartet</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>decision</source>
        <translation>Beschluss</translation>
    </message>
    <message>
        <source>restarted</source>
        <translation>Neustart</translation>
    </message>
    <message>
        <source>Actor at work</source>
        <translation>Aktor bei der Arbeit</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>untätig</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>blockiert</translation>
    </message>
    <message>
        <source>suspended</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>restarting</source>
        <translation>startet neu</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>endet</translation>
    </message>
    <message>
        <source>its handler failed</source>
        <translation>Behandlung gescheitert</translation>
    </message>
    <message>
        <source>replaced by a newer one</source>
        <translation>durch neuere ersetzt</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>no room in time</source>
        <translation>kein Platz in der Frist</translation>
    </message>
    <message>
        <source>recipient was restarted</source>
        <translation>Empfänger neu gestartet</translation>
    </message>
    <message>
        <source>Qt call, nobody took it</source>
        <translation>Aufruf von Qt, nicht angenommen</translation>
    </message>
    <message>
        <source>Restarts/s</source>
        <translation>Neustarts/s</translation>
    </message>
    <message>
        <source>How often a second it was restarted, in the last minute</source>
        <translation>Neustarts in der Sekunde, über die letzte Minute</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>How many alarms are raised for it</source>
        <translation>Wie viele Alarme seinetwegen ausgelöst sind</translation>
    </message>
    <message>
        <source>alarm raised</source>
        <translation>Alarm ausgelöst</translation>
    </message>
    <message>
        <source>alarm over</source>
        <translation>Alarm vorbei</translation>
    </message>
    <message>
        <source>built-in</source>
        <translation>eingebaut</translation>
    </message>
    <message>
        <source>configured</source>
        <translation>eingestellt</translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>Blocked: it has been handling %1 for %2; %3 wait meanwhile.</source>
        <translation>Blockiert: Seit %2 verarbeitet er %1; inzwischen %3 im Postfach.</translation>
    </message>
    <message>
        <source>It has failed, and waits for what its supervisor decides.</source>
        <translation>Gescheitert: Er wartet darauf, was sein Supervisor beschließt.</translation>
    </message>
    <message>
        <source>Suspended: it handles nothing until it is resumed.</source>
        <translation>Angehalten: Er verarbeitet nichts, bis er fortgesetzt wird.</translation>
    </message>
    <message>
        <source>Suspended while %1 wait; they are handled once it is resumed.</source>
        <translation>Angehalten mit %1 im Postfach; verarbeitet wird erst wieder, wenn er fortgesetzt wird.</translation>
    </message>
    <message>
        <source>Too slow: it handles %1/s but gets %2/s, so the mailbox grows by %3/s.</source>
        <translation>Zu langsam: Er verarbeitet %1/s, erhält aber %2/s; das Postfach wächst um %3/s.</translation>
    </message>
    <message>
        <source>Stuck: %1 wait, the oldest for %2, and none is handled.</source>
        <translation>Hängt fest: %1 im Postfach, die älteste seit %2, und keine wird verarbeitet.</translation>
    </message>
    <message>
        <source>Late but catching up: %1 wait, the oldest for %2; it handles %3/s.</source>
        <translation>Im Rückstand, holt aber auf: %1 im Postfach, die älteste seit %2; er verarbeitet %3/s.</translation>
    </message>
    <message numerus="yes">
        <source>It keeps up now, but was restarted %Ln time(s).</source>
        <translation>
            <numerusform>Er kommt jetzt mit, wurde aber einmal neu gestartet.</numerusform>
            <numerusform>Er kommt jetzt mit, wurde aber %Ln-mal neu gestartet.</numerusform>
        </translation>
    </message>
    <message>
        <source>It keeps up: no message waits.</source>
        <translation>Er kommt mit: Keine Nachricht wartet.</translation>
    </message>
    <message>
        <source>It keeps up: the oldest message waits for %1.</source>
        <translation>Er kommt mit: Die älteste Nachricht wartet seit %1.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln Nachricht</numerusform>
            <numerusform>%Ln Nachrichten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Shows what the actors of a running program do.

actors-inspector -- PROGRAM [ARGUMENTS] starts a program and attaches it.</source>
        <translation>Zeigt, was die Aktoren eines laufenden Programms tun.

actors-inspector -- PROGRAMM [ARGUMENTE] startet ein Programm und hängt es an.</translation>
    </message>
    <message>
        <source>A process, a program&apos;s name, or the path of a socket</source>
        <translation>Ein Prozess, der Name eines Programms oder der Pfad eines Sockets</translation>
    </message>
    <message>
        <source>Writes a picture of the window and ends.</source>
        <translation>Schreibt ein Bild des Fensters und endet.</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
</context>
</TS>

// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/ActorSystem>
#include <Actors/Inspection/Connection>
#include <Actors/Inspection/Probe>

#include <QTemporaryDir>
#include <QTest>

class InspectorGuide : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aProbeIsOpenedInCode();
};

void InspectorGuide::aProbeIsOpenedInCode()
{
    const QTemporaryDir directory;
    qputenv("XDG_RUNTIME_DIR", directory.path().toUtf8());
    Actors::ActorSystem system(QStringLiteral("guide"));
    //! [probe]
    Actors::Inspection::ProbeOptions options;
    options.mode = Actors::Inspection::AccessMode::Control;
    options.payload = Actors::Inspection::PayloadPolicy::Types;
    Actors::Inspection::Probe probe(system, options);
    //! [probe]
    QVERIFY2(probe.isOpen(), qPrintable(probe.error()));
    Actors::Inspection::Connection connection;
    connection.open(probe.socketPath());
    QTRY_COMPARE(connection.state(), Actors::Inspection::Connection::State::Open);
    QCOMPARE(connection.welcome().system, QStringLiteral("guide"));
}

QTEST_GUILESS_MAIN(InspectorGuide)
#include "inspector.moc"

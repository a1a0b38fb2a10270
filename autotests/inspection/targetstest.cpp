// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Inspection/targets.h>

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QLocalServer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;

class TargetsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_sockets.clear();
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"actors"_s);
    }

    void findsADirectoryThatIsMadeLater()
    {
        TargetList list{RuntimeDirectory(m_path)};
        QVERIFY(list.targets().isEmpty());
        QVERIFY(list.error().isEmpty());
        QCOMPARE(RuntimeDirectory(m_path).prepare(), QString());
        addTarget(u"robotd"_s, 0);
        QTRY_COMPARE(list.targets().size(), 1);
        QCOMPARE(list.targets().at(0).application, u"robotd"_s);
    }

    void tellsOfThoseThatComeAndGo()
    {
        QCOMPARE(RuntimeDirectory(m_path).prepare(), QString());
        TargetList list{RuntimeDirectory(m_path)};
        TargetModel model(list);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QSignalSpy changes(&list, &TargetList::changed);
        addTarget(u"robotd"_s, 0);
        const QString second = addTarget(u"robotd"_s, 1);
        QTRY_COMPARE(model.rowCount(), 2);
        QCOMPARE(model.columnCount(), 3);
        QCOMPARE(model.index(1, 0).data().toLongLong(), QCoreApplication::applicationPid());
        QCOMPARE(model.index(1, 1).data().toString(), u"robotd"_s);
        QCOMPARE(model.index(1, 2).data().toString(), second);
        QCOMPARE(model.target(1).ordinal, 1);
        const QPersistentModelIndex kept = model.index(1, 0);
        QVERIFY(QFile::remove(model.target(0).socketPath));
        QTRY_COMPARE(model.rowCount(), 1);
        QCOMPARE(kept.row(), 0);
        // To look again is no news.
        const qsizetype before = changes.size();
        list.refresh();
        QCOMPARE(changes.size(), before);
    }

    void thoseThatHaveEndedAreLeftOut()
    {
        QCOMPARE(RuntimeDirectory(m_path).prepare(), QString());
        Target ended = Target::own(u"robotd"_s, 0);
        ended.startTime += 1;
        addSocket(ended);
        addTarget(u"camera"_s, 0);
        TargetList list{RuntimeDirectory(m_path)};
        QCOMPARE(list.targets().size(), 1);
        QCOMPARE(list.targets().at(0).application, u"camera"_s);
    }

    void saysWhyADirectoryIsNotTrusted()
    {
        QVERIFY(QDir().mkpath(m_path));
        QVERIFY(QFile::setPermissions(m_path,
                                      QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner
                                          | QFile::ReadOther | QFile::ExeOther));
        addTarget(u"robotd"_s, 0);
        TargetList list{RuntimeDirectory(m_path)};
        QVERIFY(list.targets().isEmpty());
        QVERIFY(!list.error().isEmpty());
        QSignalSpy changes(&list, &TargetList::changed);
        QVERIFY(
            QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QTRY_COMPARE(list.targets().size(), 1);
        QVERIFY(list.error().isEmpty());
        QVERIFY(!changes.isEmpty());
    }

private:
    QString addSocket(const Target &target)
    {
        const QString path = m_path + u'/' + target.fileName();
        m_sockets.push_back(std::make_unique<QLocalServer>());
        return m_sockets.back()->listen(path) ? path : QString();
    }
    //! The socket of a target that lives: this process.
    QString addTarget(const QString &application, int ordinal)
    {
        return addSocket(Target::own(application, ordinal));
    }

    std::vector<std::unique_ptr<QLocalServer>> m_sockets;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(TargetsTest)
#include "targetstest.moc"

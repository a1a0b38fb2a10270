// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "reports.h"

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Core/Connect>

#include <QEventLoop>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QWidget>

#include <stdexcept>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

//! Knows nothing of actors.
class Importer : public QObject
{
    Q_OBJECT

public:
    explicit Importer(const QString &path = {})
        : m_path(path)
    {
        ++alive;
    }
    ~Importer() override
    {
        --alive;
        destroyedIn = QThread::currentThread();
    }

    static inline std::atomic<int> alive = 0;
    static inline std::atomic<QThread *> destroyedIn = nullptr;

public Q_SLOTS:
    void import(int rows)
    {
        m_rows += rows;
        Q_EMIT imported(m_rows);
    }
    int rows() const { return m_rows; }
    QString path() const { return m_path; }
    void fail() { throw std::runtime_error("the file is broken"); }
    void failLater() { QTimer::singleShot(0, this, &Importer::fail); }
    void failInChild()
    {
        auto *timer = new QTimer(this);
        connect(timer, &QTimer::timeout, timer, [] { throw std::runtime_error("in a child"); });
        timer->start(0);
    }
    void deleteNow() { delete this; }
    void deleteSoon() { deleteLater(); }
    void deleteInEventLoop()
    {
        QEventLoop loop;
        QTimer::singleShot(0, &loop, &QEventLoop::quit);
        deleteLater();
        loop.exec();
    }

Q_SIGNALS:
    void imported(int rows);

private:
    const QString m_path;
    int m_rows = 0;
};

class Source : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void came(int rows);
};

using Method = void (Importer::*)();

} // namespace

Q_DECLARE_METATYPE(Method)

class AdoptTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { Importer::alive = 0; }

    void anObjectIsReachedThroughItsSlots();
    void signalsGoOutAndIn();
    void deletingItselfIsAStop_data();
    void deletingItselfIsAStop();
    void messagesAfterItDeletedItselfAreDeadLetters();
    void whatItThrowsIsAFailure_data();
    void whatItThrowsIsAFailure();
    void itIsStoppedByItsSupervisor();
    void aWidgetIsRefusedOffTheGuiThread();
    void aWidgetLivesOnTheGuiThread();
    void anActorThatIsDeletedFromOutsideStops();
};

void AdoptTest::anObjectIsReachedThroughItsSlots()
{
    ActorSystem system(u"test"_s);
    const auto importer = system.adopt<Importer>(u"importer"_s, u"/data"_s);
    QCOMPARE(importer.path(), u"/user/importer"_s);
    importer.tell(&Importer::import, 3);
    importer.tell(&Importer::import, 4);
    QCOMPARE(importer.ask(&Importer::rows).result(), 7);
    QCOMPARE(importer.ask(&Importer::path).result(), u"/data"_s);
    QVERIFY(importer.stop().waitForFinished(10s));
    QCOMPARE(Importer::alive.load(), 0);
    QVERIFY(Importer::destroyedIn != QThread::currentThread());
}

void AdoptTest::signalsGoOutAndIn()
{
    ActorSystem system(u"test"_s);
    const auto importer = system.adopt<Importer>(u"importer"_s);
    Source source;
    QList<int> seen;
    Actors::connect(&source, &Source::came, importer, &Importer::import);
    Actors::connect(importer, &Importer::imported, this, [&seen](int rows) { seen.append(rows); });
    QVERIFY(importer.started().waitForFinished(10s));
    Q_EMIT source.came(1);
    Q_EMIT source.came(2);
    QTRY_COMPARE(seen, QList<int>({1, 3}));
}

void AdoptTest::deletingItselfIsAStop_data()
{
    QTest::addColumn<Method>("method");
    QTest::newRow("delete this") << Method(&Importer::deleteNow);
    QTest::newRow("deleteLater()") << Method(&Importer::deleteSoon);
    QTest::newRow("deleteLater() in a nested event loop") << Method(&Importer::deleteInEventLoop);
}

void AdoptTest::deletingItselfIsAStop()
{
    QFETCH(Method, method);
    ActorSystem system(u"test"_s);
    const auto importer = system.adopt<Importer>(u"importer"_s);
    const auto terminated = importer.terminated();
    importer.tell(method);
    QVERIFY(terminated.waitForFinished(10s));
    QVERIFY(importer.isStopped());
    QCOMPARE(Importer::alive.load(), 0);
    QCOMPARE(importer.failureCount(), 0U);
    QTRY_VERIFY(system.ledger().isBalanced());
    QVERIFY(!system.spawn<Actor>(u"importer"_s).isNull());
}

void AdoptTest::messagesAfterItDeletedItselfAreDeadLetters()
{
    ActorSystem system(u"test"_s);
    const auto importer = system.adopt<Importer>(u"importer"_s);
    QVERIFY(importer.started().waitForFinished(10s));
    importer.tell(&Importer::deleteNow);
    for (int i = 0; i < 100; ++i)
        importer.tell(&Importer::import, 1);
    const auto rows = importer.ask(&Importer::rows);
    QVERIFY(rows.waitForFinished(10s));
    QCOMPARE(rows.error().code(), ActorError::Code::ActorStopped);
    QTRY_COMPARE(system.deadLetters()->count(DeadLetter::Reason::ActorStopped), 101U);
    QTRY_VERIFY(system.ledger().isBalanced());
}

void AdoptTest::whatItThrowsIsAFailure_data()
{
    QTest::addColumn<Method>("method");
    QTest::newRow("in a message") << Method(&Importer::fail);
    QTest::newRow("in a timer of its own") << Method(&Importer::failLater);
    QTest::newRow("in a child") << Method(&Importer::failInChild);
}

void AdoptTest::whatItThrowsIsAFailure()
{
    QFETCH(Method, method);
    ActorSystem system(u"test"_s);
    const auto importer = system.adopt<Importer>(u"importer"_s, u"/data"_s);
    importer.tell(&Importer::import, 3);
    importer.tell(method);
    QTRY_COMPARE(importer.restartCount(), 1U);
    QCOMPARE(importer.ask(&Importer::rows).result(), 0);
    QCOMPARE(importer.ask(&Importer::path).result(), u"/data"_s);
    QCOMPARE(importer.failureCount(), 1U);
    QCOMPARE(Importer::alive.load(), 1);
}

void AdoptTest::itIsStoppedByItsSupervisor()
{
    ActorSystem system(u"test"_s);
    const auto importer = system.adopt(
        Props<Importer>(u"/data"_s)
            .withSupervision(SupervisorStrategy::oneForOne().otherwise(Directive::Stop)),
        u"importer"_s);
    const auto terminated = importer.terminated();
    importer.tell(&Importer::fail);
    QVERIFY(terminated.waitForFinished(10s));
    QCOMPARE(Importer::alive.load(), 0);
}

void AdoptTest::aWidgetIsRefusedOffTheGuiThread()
{
    Reports reports;
    ActorSystem system(u"test"_s);
    const auto widget = system.adopt<QWidget>(u"widget"_s);
    QVERIFY(widget.isNull());
    QCOMPARE(widget.error().code(), ActorError::Code::BadProps);
    QCOMPARE(reports.last(Diagnostic::NotAWorker).cause, u"a widget lives on the GUI thread"_s);
    QCOMPARE(reports.last(Diagnostic::NotAWorker).actorPath, u"/user/widget"_s);
}

void AdoptTest::aWidgetLivesOnTheGuiThread()
{
    ActorSystem system(u"test"_s);
    const auto widget = system.adopt(Props<QWidget>::from([] {
                                         return std::make_unique<QWidget>();
                                     }).withDispatcher(Dispatcher::gui()),
                                     u"widget"_s);
    QVERIFY(!widget.isNull());
    widget.tell(&QWidget::setWindowTitle, u"adopted"_s);
    QTRY_COMPARE(widget.handledMessageCount(), 1U);
}

namespace {

class Plain : public Actor
{
    Q_OBJECT

public:
    void deleteNow() { delete this; }
    void deleteByConnection()
    {
        auto *timer = new QTimer(this);
        connect(timer, &QTimer::timeout, static_cast<QObject *>(this), &QObject::deleteLater);
        timer->start(0);
    }
};

} // namespace

void AdoptTest::anActorThatIsDeletedFromOutsideStops()
{
    ActorSystem system(u"test"_s);
    for (const auto method : {&Plain::deleteNow, &Plain::deleteByConnection}) {
        const auto plain = system.spawn<Plain>(u"plain"_s);
        const auto terminated = plain.terminated();
        plain.tell(method);
        QVERIFY(terminated.waitForFinished(10s));
    }
}

QTEST_MAIN(AdoptTest)

#include "adopttest.moc"

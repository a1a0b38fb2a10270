// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Core/Connect>
#include <Actors/Core/Context>

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <stdexcept>

using namespace std::chrono_literals;

struct ParseError : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

struct PriceChanged
{
    double price;
};

class Ocr : public Actors::Actor
{
    Q_OBJECT

public:
    explicit Ocr(const QString &language)
        : m_language(language)
    {
    }
    QString read(const QString &page)
    {
        if (page.isEmpty())
            throw ParseError("an empty page");
        return m_language + u':' + page;
    }
    QString threadName() const { return thread()->objectName(); }

private:
    const QString m_language;
};

class Cache : public Actors::Actor
{
    Q_OBJECT

public:
    void put(int number) { m_numbers.append(number); }
    int size() const { return int(m_numbers.size()); }

private:
    QList<int> m_numbers;
};

//! [inside]
class Poller : public Actors::Actor
{
    Q_OBJECT

public:
    void ready()
    {
        m_ready = true;
        unstashAll(); // what was put aside comes first, in its order
    }
    void put(const QString &text) // a const reference: it can be put aside whole
    {
        if (!m_ready) {
            stash();
            return;
        }
        m_texts.append(text);
    }
    QStringList texts() const { return m_texts; }
    int polls() const { return m_polls; }
    bool hasLostItsCache() const { return m_lost; }
    Actors::Ref<Cache> cache() const { return m_cache; }

protected:
    void beforeStart() override
    {
        m_cache = spawn<Cache>(QStringLiteral("cache")); // a child: /user/poller/cache
        watch(m_cache);
        timers().startPeriodic(QStringLiteral("poll"), 5ms, &Poller::poll);
    }
    void onTerminated(const Actors::Terminated &terminated) override
    {
        m_lost = terminated.actor() == m_cache;
    }

private:
    void poll() // a message like any other
    {
        m_cache.tell(&Cache::put, ++m_polls);
        m_cache.ask(&Cache::size).then(this, [this](int size) { m_size = size; });
    }

    Actors::Ref<Cache> m_cache;
    QStringList m_texts;
    int m_polls = 0;
    int m_size = 0;
    bool m_ready = false;
    bool m_lost = false;
};
//! [inside]

class Camera : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void frame(int number);
};

class Detector : public Actors::Actor
{
    Q_OBJECT

public:
    void analyse(int number)
    {
        m_last = number;
        ++m_count;
        started.release();
        mayGoOn.acquire();
    }
    void noteContext()
    {
        m_request = executionContext().value(QStringLiteral("request")).toString();
    }
    int last() const { return m_last; }
    int count() const { return m_count; }
    QString request() const { return m_request; }

    static inline QSemaphore started{0};
    static inline QSemaphore mayGoOn{0};

private:
    int m_last = 0;
    int m_count = 0;
    QString m_request;
};

class Chart : public Actors::Actor
{
    Q_OBJECT

public:
    void onPrice(const PriceChanged &change) { m_price = change.price; }
    double price() const { return m_price; }
    void refresh() { ++m_refreshed; }
    int refreshed() const { return m_refreshed; }

private:
    double m_price = 0;
    int m_refreshed = 0;
};

class ConceptsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anActorIsGivenAThreadAMailboxAndAStrategy()
    {
        Actors::ActorSystem system(QStringLiteral("concepts"));
        //! [props]
        auto ocr = system.spawn(
            Actors::Props<Ocr>(QStringLiteral("deu"))
                .withDispatcher(Actors::Dispatcher::dedicated())
                .withMailbox(Actors::Mailbox::bounded(100, Actors::Overflow::DropOldest))
                .withSupervision(Actors::SupervisorStrategy::oneForOne()
                                     .maxRestarts(3)
                                     .within(60s)
                                     .backoff(100ms, 30s)
                                     .on<ParseError>(Actors::Directive::Resume)
                                     .otherwise(Actors::Directive::Restart)),
            QStringLiteral("ocr"));
        //! [props]
        QCOMPARE(ocr.ask(&Ocr::read, QStringLiteral("page")).result(), QStringLiteral("deu:page"));
        QVERIFY_THROWS_EXCEPTION(ParseError, ocr.ask(&Ocr::read, QString()).result());
        QCOMPARE(ocr.ask(&Ocr::read, QStringLiteral("next")).result(), QStringLiteral("deu:next"));
        QCOMPARE(ocr.restartCount(), 0U);
        QCOMPARE(ocr.mailboxCapacity(), 100);
        QCOMPARE(ocr.ask(&Ocr::threadName).result(), QStringLiteral("ocr"));
    }

    void insideAnActorThereAreChildrenTimersWatchAndStash()
    {
        Actors::ActorSystem system(QStringLiteral("concepts"));
        auto poller = system.spawn<Poller>(QStringLiteral("poller"));
        poller.tell(&Poller::put, QStringLiteral("first"));
        poller.tell(&Poller::put, QStringLiteral("second"));
        QCOMPARE(poller.ask(&Poller::texts).result(), QStringList());
        poller.tell(&Poller::ready);
        QTRY_COMPARE(poller.ask(&Poller::texts).result(),
                     QStringList({QStringLiteral("first"), QStringLiteral("second")}));
        QTRY_VERIFY(poller.ask(&Poller::polls).result() > 1);
        const auto cache = poller.ask(&Poller::cache).result();
        QCOMPARE(cache.path(), QStringLiteral("/user/poller/cache"));
        QVERIFY(cache.stop().waitForFinished(5s));
        QTRY_VERIFY(poller.ask(&Poller::hasLostItsCache).result());
    }

    void aSlowReceiverGetsTheLatestOfASignal()
    {
        Actors::ActorSystem system(QStringLiteral("concepts"));
        auto detector = system.spawn<Detector>(QStringLiteral("detector"));
        Camera camera;
        //! [latest]
        Actors::connect(&camera, &Camera::frame, detector, &Detector::analyse,
                        Actors::Delivery::latest()); // never more than one frame waits
        //! [latest]
        Q_EMIT camera.frame(1);
        Detector::started.acquire();
        for (int number = 2; number <= 100; ++number)
            Q_EMIT camera.frame(number);
        Detector::mayGoOn.release(2);
        QCOMPARE(detector.ask(&Detector::last).result(), 100);
        QCOMPARE(detector.ask(&Detector::count).result(), 2);
        QCOMPARE(system.deadLetters()->count(Actors::DeadLetter::Reason::Coalesced), 98U);
    }

    void theSystemHasAnEventStreamAndAScheduler()
    {
        Actors::ActorSystem system(QStringLiteral("concepts"));
        auto chart = system.spawn<Chart>(QStringLiteral("chart"));
        //! [facilities]
        system.eventStream()->subscribe<PriceChanged>(chart, &Chart::onPrice);
        system.eventStream()->publish(PriceChanged{9.5});

        auto refresh = system.scheduler()->once(1ms, chart, &Chart::refresh); // a Cancelable

        Actors::ActorRef found = system.lookup(QStringLiteral("/user/chart")); // or null
        //! [facilities]
        QCOMPARE(chart.ask(&Chart::price).result(), 9.5);
        QTRY_COMPARE(chart.ask(&Chart::refreshed).result(), 1);
        QVERIFY(!refresh.isCancelled());
        QCOMPARE(found, chart);
    }

    void aContextTravelsWithAMessage()
    {
        Actors::ActorSystem system(QStringLiteral("concepts"));
        auto detector = system.spawn<Detector>(QStringLiteral("detector"));
        //! [context]
        Actors::executionContext().setValue(QStringLiteral("request"), 4711);
        detector.tell(&Detector::noteContext); // sees "request" in its executionContext()
        Actors::executionContext().clear();
        //! [context]
        QCOMPARE(detector.ask(&Detector::request).result(), QStringLiteral("4711"));
    }
};

QTEST_GUILESS_MAIN(ConceptsTest)

#include "concepts.moc"

// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Clock>
#include <Actors/Core/DeadLetter>
#include <Actors/Core/DeadLetterSink>
#include <Actors/Core/DeadLetters>
#include <Actors/Core/diagnostics.h>

#include <QDebug>
#include <QMetaEnum>
#include <QMetaProperty>
#include <QMutex>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <latch>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>

using namespace Actors;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Reason = DeadLetter::Reason;

namespace {

class StandingClock : public Clock
{
public:
    std::chrono::nanoseconds now() const override { return m_now; }
    void advance(std::chrono::nanoseconds time) { m_now += time; }

private:
    std::chrono::nanoseconds m_now = 1h;
};

class TextPayload : public LetterPayload
{
public:
    TextPayload(QString message, qsizetype size)
        : text(std::move(message))
        , m_size(size)
    {
    }
    qsizetype size() const override { return m_size; }
    bool redeliver(const ActorRef &) override { return false; }

    const QString text;

private:
    const qsizetype m_size;
};

//! A message called \a text to an actor; notes what is asked of it.
class Message : public LetterSource
{
public:
    explicit Message(QString text = u"ping(1)"_s, quint64 id = 1)
        : m_text(std::move(text))
        , m_id(id)
    {
    }

    quint64 recipientId() const override { return m_id; }
    QString recipientPath() const override
    {
        ++paths;
        return u"/user/a%1"_s.arg(m_id);
    }
    QString senderPath() const override { return u"/user/sender"_s; }
    QString typeName() const override { return u"ping"_s; }
    QString representation() const override
    {
        ++descriptions;
        if (whileDescribed)
            whileDescribed();
        return m_text;
    }
    QString explanation() const override { return u"stopped 0.4 s ago by its parent"_s; }
    qsizetype payloadSize() const override { return payload; }
    std::shared_ptr<LetterPayload> copyPayload() const override
    {
        ++copies;
        return payload < 0 ? nullptr : std::make_shared<TextPayload>(m_text, payload);
    }

    std::function<void()> whileDescribed;
    qsizetype payload = -1;
    mutable int paths = 0;
    mutable int descriptions = 0;
    mutable int copies = 0;

private:
    const QString m_text;
    const quint64 m_id;
};

QMutex linesMutex;
QStringList lines;
QtMessageHandler handlerBefore = nullptr;
std::function<void()> whileLogging;

void keepLine(QtMsgType severity, const QMessageLogContext &context, const QString &text)
{
    if (QByteArrayView(context.category) != "actors.deadletters") {
        handlerBefore(severity, context, text);
        return;
    }
    {
        const QMutexLocker lock(&linesMutex);
        lines.append(text);
    }
    if (whileLogging)
        whileLogging();
}

QStringList representations(const QList<DeadLetter> &letters)
{
    QStringList result;
    for (const DeadLetter &letter : letters)
        result.append(letter.representation());
    return result;
}

} // namespace

class DeadLettersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aLetterNamesItsReasonInWords();
    void aLetterKeepsAtMost256BytesOfText_data();
    void aLetterKeepsAtMost256BytesOfText();
    void aLetterIsOneLineInADebugStream();
    void aLetterIsReadableThroughTheMetaObject();
    void aCopyOfALetterIsIndependent();
    void aLetterSaysAllThatItsSourceKnows();
    void aLetterFromOutsideOfActorsNamesTheThread();
    void theOldestLettersAreForgottenButCounted();
    void aSmallerCapacityForgetsTheOldestAtOnce();
    void withoutCapacityLettersAreAnnouncedAndCounted();
    void recentGivesTheLastLetters();
    void lettersThatSayTheSameShareTheirTexts();
    void clearForgetsLettersButNotTheirNumber();
    void eachReasonIsCounted();
    void aFloodIsAnnouncedInPartAndThenByNumber();
    void aFloodIsLoggedInPartAndThenByNumber();
    void aFloodIsNotDescribed();
    void aFloodLeavesAListenersQueueBounded();
    void summariesAreByReasonAndRecipient();
    void actorsThatNeverLivedAreToldApartByTheirPath();
    void summariesAboutVeryManyRecipientsBecomeOne();
    void theNextLetterAlsoEndsTheSecond();
    void aFlushIsAskedForOnceASecond();
    void anEarlyFlushAsksAgain();
    void aNewSecondAllowsAsManyAgain();
    void aMutedReasonIsCountedAndKeptOnly();
    void aFilteredLetterIsCountedAndKeptOnly();
    void aFilterThatThrowsTakesTheLetter();
    void aListenerIsAddedOnce();
    void aListenerThatThrowsDoesNotStopTheOthers();
    void aRemovedListenerIsNotCalled();
    void aListenerMayRemoveItself();
    void aLetterMadeByAListenerComesInASummary();
    void aLetterMadeByTheMessageHandlerEndsThere();
    void aLetterMadeByAFilterIsNotFilteredAgain();
    void aLetterMadeByADescriptionIsNotDescribed();
    void aDescriptionThatThrowsLosesOnlyTheText();
    void lettersArriveInTheThreadOfTheirListener();
    void noPayloadIsCopiedWithoutABudget();
    void thePayloadsOfTheLastLettersAreKept();
    void aPayloadGoesWithItsLetter();
    void aPayloadLargerThanTheBudgetIsNotCopied();
    void aPayloadIsGivenAwayOnce();
    void theSummaryCountsByReason();
    void closingTellsWhatWasHeldBackAndTheSummary();
    void lettersFromManyThreadsAreCountedExactly();

private:
    void add(int n, Reason reason = Reason::ActorStopped, quint64 recipient = 1);
    DeadLetters &letters() { return *m_letters; }

    StandingClock m_clock;
    std::mutex m_flushesMutex; //!< Letters come from any thread.
    std::vector<std::chrono::nanoseconds> m_flushes;
    std::optional<DeadLetters> m_letters;
};

void DeadLettersTest::init()
{
    lines.clear();
    m_flushes.clear();
    Internal::setReportClock(&m_clock);
    m_letters.emplace(&m_clock, [this](std::chrono::nanoseconds due) {
        const std::lock_guard lock(m_flushesMutex);
        m_flushes.push_back(due);
    });
    handlerBefore = qInstallMessageHandler(keepLine);
}

void DeadLettersTest::cleanup()
{
    whileLogging = {};
    qInstallMessageHandler(handlerBefore);
    m_letters.reset();
    Internal::setReportClock(nullptr);
}

void DeadLettersTest::add(int n, Reason reason, quint64 recipient)
{
    for (int i = 0; i < n; ++i)
        letters().add(reason, Message(u"ping(%1)"_s.arg(i), recipient));
}

void DeadLettersTest::aLetterNamesItsReasonInWords()
{
    const QMetaEnum reasons = QMetaEnum::fromType<DeadLetter::Reason>();
    QCOMPARE(reasons.keyCount(), DeadLetter::ReasonCount);
    QCOMPARE(reasons.keyCount(), 18);

    QSet<QString> meanings;
    for (int i = 0; i < reasons.keyCount(); ++i) {
        const auto reason = DeadLetter::Reason(reasons.value(i));
        QCOMPARE(DeadLetter::name(reason), QString::fromLatin1(reasons.key(i)));
        QVERIFY(!DeadLetter::meaning(reason).isEmpty());
        meanings.insert(DeadLetter::meaning(reason));
    }
    QCOMPARE(meanings.size(), reasons.keyCount());
}

void DeadLettersTest::aLetterKeepsAtMost256BytesOfText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isCut");

    QTest::newRow("empty") << QString() << false;
    QTest::newRow("short") << u"deposit(5)"_s << false;
    QTest::newRow("exactly") << QString(256, u'a') << false;
    QTest::newRow("one more") << QString(257, u'a') << true;
    QTest::newRow("megabyte") << QString(1 << 20, u'a') << true;
    QTest::newRow("two bytes a character") << QString(200, u'ä') << true;
    QTest::newRow("three bytes a character") << QString(100, u'€') << true;
    QTest::newRow("surrogate pairs") << u"😀"_s.repeated(100) << true;
    QTest::newRow("surrogate pairs, shifted") << u"a"_s + u"😀"_s.repeated(300) << true;
}

void DeadLettersTest::aLetterKeepsAtMost256BytesOfText()
{
    QFETCH(const QString, text);
    QFETCH(const bool, isCut);

    DeadLetter letter;
    letter.setRepresentation(text);
    letter.setExplanation(text);

    for (const QString &kept : {letter.representation(), letter.explanation()}) {
        QVERIFY(kept.toUtf8().size() <= DeadLetter::MaximumText);
        QVERIFY(!kept.contains(QChar::ReplacementCharacter));
        QCOMPARE(kept.endsWith(u'…'), isCut);
        if (isCut) {
            QVERIFY(text.startsWith(kept.chopped(1)));
            QVERIFY(kept.toUtf8().size() > DeadLetter::MaximumText - 4);
        } else {
            QCOMPARE(kept, text);
        }
    }
}

void DeadLettersTest::aLetterIsOneLineInADebugStream()
{
    DeadLetter letter;
    letter.setId(1);
    letter.setRecipient(u"/user/bank/alice"_s);
    letter.setMessageType(u"deposit"_s);
    letter.setReason(DeadLetter::Reason::Unhandled);
    QCOMPARE(
        QDebug::toString(letter),
        u"DeadLetter(deposit to /user/bank/alice: Unhandled (the actor has no handler for it))"_s);

    letter.setRepresentation(u"deposit(\"100 %1\")"_s);
    letter.setSender(u"/user/teller"_s);
    letter.setReason(DeadLetter::Reason::ActorStopped);
    letter.setExplanation(u"stopped 0.4 s ago by its parent"_s);
    QCOMPARE(letter.toString(),
             u"deposit(\"100 %1\") to /user/bank/alice from /user/teller: ActorStopped "
             "(stopped 0.4 s ago by its parent)"_s);

    letter.setSender({});
    letter.setSenderThread(u"main"_s);
    QVERIFY(letter.toString().contains(u" from thread main: "_s));

    DeadLetter summary;
    summary.setCount(1204);
    summary.setRecipient(u"/user/bank/alice"_s);
    QVERIFY(summary.isSummary());
    QCOMPARE(summary.toString(),
             u"and 1,204 more to /user/bank/alice: ActorStopped (the actor has stopped)"_s);
}

void DeadLettersTest::aLetterIsReadableThroughTheMetaObject()
{
    DeadLetter letter;
    letter.setId(7);
    letter.setReason(DeadLetter::Reason::Expired);
    letter.setRecipient(u"/user/a"_s);
    letter.setTime(5s);

    const QVariant value = QVariant::fromValue(letter);
    const QMetaObject *type = value.metaType().metaObject();
    QVERIFY(type);
    const auto read = [&](const char *name) {
        return type->property(type->indexOfProperty(name)).readOnGadget(value.constData());
    };
    QCOMPARE(read("id").toULongLong(), 7ull);
    QCOMPARE(read("reason").toString(), u"Expired"_s);
    QCOMPARE(read("recipient").toString(), u"/user/a"_s);
    QCOMPARE(read("time").value<std::chrono::nanoseconds>(), std::chrono::nanoseconds(5s));
    QCOMPARE(read("count").toULongLong(), 1ull);
}

void DeadLettersTest::aCopyOfALetterIsIndependent()
{
    DeadLetter letter;
    letter.setCount(2);
    DeadLetter copy = letter;
    copy.setCount(3);
    QCOMPARE(letter.count(), 2ull);
    QCOMPARE(copy.count(), 3ull);
    letter.swap(copy);
    QCOMPARE(letter.count(), 3ull);
}

void DeadLettersTest::aLetterSaysAllThatItsSourceKnows()
{
    const QSignalSpy received(&letters(), &DeadLetters::received);
    letters().add(Reason::ActorStopped, Message(u"ping(5)"_s, 7));

    QCOMPARE(received.count(), 1);
    const auto letter = received.first().first().value<DeadLetter>();
    QCOMPARE(letter.id(), 1ull);
    QCOMPARE(letter.reason(), Reason::ActorStopped);
    QCOMPARE(letter.recipient(), u"/user/a7"_s);
    QCOMPARE(letter.recipientId(), 7ull);
    QCOMPARE(letter.sender(), u"/user/sender"_s);
    QCOMPARE(letter.senderThread(), QString());
    QCOMPARE(letter.messageType(), u"ping"_s);
    QCOMPARE(letter.representation(), u"ping(5)"_s);
    QCOMPARE(letter.explanation(), u"stopped 0.4 s ago by its parent"_s);
    QCOMPARE(letter.time(), m_clock.now());
    QCOMPARE(letter.count(), 1ull);
    QCOMPARE(letters().letters().first().toString(), letter.toString());
    QCOMPARE(lines,
             QStringList(u"ping(5) to /user/a7 from /user/sender: ActorStopped (stopped 0.4 s ago "
                         "by its parent) [ACT-0030]"_s));
}

void DeadLettersTest::aLetterFromOutsideOfActorsNamesTheThread()
{
    class Plain : public Message
    {
        QString senderPath() const override { return {}; }
        QString senderThread() const override { return u"main"_s; }
    };
    letters().add(Reason::NoSuchActor, Plain());
    QCOMPARE(letters().letters().first().sender(), QString());
    QCOMPARE(letters().letters().first().senderThread(), u"main"_s);
}

void DeadLettersTest::theOldestLettersAreForgottenButCounted()
{
    QCOMPARE(letters().capacity(), 10'000);
    letters().setCapacity(100);
    add(250);

    QCOMPARE(letters().count(), 250ull);
    QCOMPARE(letters().lost(), 150ull);
    const QList<DeadLetter> kept = letters().letters();
    QCOMPARE(kept.size(), 100);
    QCOMPARE(kept.first().id(), 151ull);
    QCOMPARE(kept.first().representation(), u"ping(150)"_s);
    QCOMPARE(kept.last().id(), 250ull);
}

void DeadLettersTest::aSmallerCapacityForgetsTheOldestAtOnce()
{
    add(5);
    letters().setCapacity(2);
    QCOMPARE(representations(letters().letters()), QStringList({u"ping(3)"_s, u"ping(4)"_s}));
    QCOMPARE(letters().lost(), 3ull);
    letters().setCapacity(-1);
    QCOMPARE(letters().capacity(), 0);
    QVERIFY(letters().letters().isEmpty());
}

void DeadLettersTest::withoutCapacityLettersAreAnnouncedAndCounted()
{
    const QSignalSpy received(&letters(), &DeadLetters::received);
    letters().setCapacity(0);
    letters().setEmissionLimit(2);
    letters().setLogLimit(0);
    add(2);
    const Message third;
    letters().add(Reason::ActorStopped, third);

    QCOMPARE(third.descriptions, 0);
    QCOMPARE(received.count(), 2);
    QCOMPARE(letters().count(), 3ull);
    QCOMPARE(letters().lost(), 3ull);
    QVERIFY(letters().letters().isEmpty());
    m_clock.advance(1s);
    letters().flush();
    QCOMPARE(received.last().first().value<DeadLetter>().recipient(), u"/user/a1"_s);
}

void DeadLettersTest::recentGivesTheLastLetters()
{
    add(1'000);
    QCOMPARE(representations(letters().recent(2)), QStringList({u"ping(998)"_s, u"ping(999)"_s}));
    QCOMPARE(letters().recent(0).size(), 0);
    QCOMPARE(letters().recent(-1).size(), 0);
    QCOMPARE(letters().recent(2'000).size(), 1'000);
    QCOMPARE(representations(letters().letters()), representations(letters().recent(1'000)));
}

void DeadLettersTest::clearForgetsLettersButNotTheirNumber()
{
    add(3);
    letters().clear();
    QVERIFY(letters().letters().isEmpty());
    QCOMPARE(letters().count(), 3ull);
    QCOMPARE(letters().lost(), 0ull);
    add(1);
    QCOMPARE(letters().letters().size(), 1);
    QCOMPARE(letters().letters().first().id(), 4ull);
}

void DeadLettersTest::lettersThatSayTheSameShareTheirTexts()
{
    add(3);
    add(1, Reason::ActorStopped, 2);
    const QList<DeadLetter> kept = letters().letters();
    QCOMPARE(kept.size(), 4);
    QVERIFY(kept[0].representation() != kept[1].representation());
    QCOMPARE(kept[2].recipient().constData(), kept[0].recipient().constData());
    QVERIFY(kept[3].recipient() != kept[2].recipient());
    QCOMPARE(kept[3].messageType().constData(), kept[0].messageType().constData());
}

void DeadLettersTest::eachReasonIsCounted()
{
    for (int i = 0; i < DeadLetter::ReasonCount; ++i)
        add(i, Reason(i));
    for (int i = 0; i < DeadLetter::ReasonCount; ++i)
        QCOMPARE(letters().count(Reason(i)), quint64(i));
    QCOMPARE(letters().count(), 17ull * 18 / 2);
}

void DeadLettersTest::aFloodIsAnnouncedInPartAndThenByNumber()
{
    const QSignalSpy received(&letters(), &DeadLetters::received);
    add(100'000);
    QCOMPARE(received.count(), 1'000);
    QCOMPARE(letters().count(), 100'000ull);

    m_clock.advance(1s);
    letters().flush();
    QCOMPARE(received.count(), 1'001);
    const auto summary = received.last().first().value<DeadLetter>();
    QVERIFY(summary.isSummary());
    QCOMPARE(summary.count(), 99'000ull);
    QCOMPARE(summary.reason(), Reason::ActorStopped);
    QCOMPARE(summary.recipient(), u"/user/a1"_s);
    QCOMPARE(summary.recipientId(), 1ull);
    letters().flush();
    QCOMPARE(received.count(), 1'001);
    QCOMPARE(letters().count(), 100'000ull);
}

void DeadLettersTest::aFloodIsLoggedInPartAndThenByNumber()
{
    add(1'214);
    QCOMPARE(lines.size(), 10);
    m_clock.advance(1s);
    letters().flush();
    QCOMPARE(lines.size(), 11);
    QCOMPARE(lines.last(), u"… 1,204 more in 1 s [ACT-0030]"_s);
}

void DeadLettersTest::aFloodIsNotDescribed()
{
    add(10'000);
    const Message late(u"late"_s);
    letters().add(Reason::ActorStopped, late);
    QCOMPARE(late.descriptions, 0);
    QCOMPARE(letters().recent(1).first().representation(),
             u"(not described: more than 10,000 dead letters in a second)"_s);
    QCOMPARE(letters().recent(1).first().recipient(), u"/user/a1"_s);

    m_clock.advance(1s);
    const Message afterwards(u"afterwards"_s);
    letters().add(Reason::ActorStopped, afterwards);
    QCOMPARE(afterwards.descriptions, 1);
    QCOMPARE(afterwards.paths, 1);
    QCOMPARE(letters().recent(1).first().representation(), u"afterwards"_s);
}

void DeadLettersTest::aFloodLeavesAListenersQueueBounded()
{
    // The receiver's thread is busy: what comes stays in its queue until it is asked.
    QObject receiver;
    int waiting = 0;
    QObject::connect(
        &letters(), &DeadLetters::received, &receiver, [&](const DeadLetter &) { ++waiting; },
        Qt::QueuedConnection);
    std::thread([&] {
        add(50'000);
        add(50'000, Reason::Expired, 2);
        m_clock.advance(1s);
        letters().flush();
    }).join();
    QCOMPARE(waiting, 0);
    QCoreApplication::processEvents();
    QCOMPARE(waiting, 1'000 + 2);
    QCOMPARE(letters().count(), 100'000ull);
}

void DeadLettersTest::summariesAreByReasonAndRecipient()
{
    letters().setEmissionLimit(0);
    const QSignalSpy received(&letters(), &DeadLetters::received);
    add(2, Reason::ActorStopped, 1);
    add(3, Reason::ActorStopped, 2);
    add(4, Reason::Expired, 1);
    m_clock.advance(1s);
    letters().flush();

    QStringList summaries;
    for (const QList<QVariant> &arguments : received)
        summaries.append(arguments.first().value<DeadLetter>().toString());
    QCOMPARE(summaries,
             QStringList({u"and 2 more to /user/a1: ActorStopped (the actor has stopped)"_s,
                          u"and 3 more to /user/a2: ActorStopped (the actor has stopped)"_s,
                          u"and 4 more to /user/a1: Expired (waited longer than its time to "
                          "live)"_s}));
}

void DeadLettersTest::actorsThatNeverLivedAreToldApartByTheirPath()
{
    class Misdirected : public Message
    {
    public:
        explicit Misdirected(QString path)
            : Message({}, 0)
            , m_path(std::move(path))
        {
        }
        QString recipientPath() const override { return m_path; }

    private:
        const QString m_path;
    };
    letters().setEmissionLimit(0);
    const QSignalSpy received(&letters(), &DeadLetters::received);
    letters().add(Reason::NoSuchActor, Misdirected(u"/user/x"_s));
    letters().add(Reason::NoSuchActor, Misdirected(u"/user/y"_s));
    letters().add(Reason::NoSuchActor, Misdirected(u"/user/x"_s));
    m_clock.advance(1s);
    letters().flush();
    QCOMPARE(received.count(), 2);
    QCOMPARE(received.first().first().value<DeadLetter>().recipient(), u"/user/x"_s);
    QCOMPARE(received.first().first().value<DeadLetter>().count(), 2ull);
}

void DeadLettersTest::summariesAboutVeryManyRecipientsBecomeOne()
{
    letters().setEmissionLimit(0);
    const QSignalSpy received(&letters(), &DeadLetters::received);
    for (quint64 id = 1; id <= 1'000; ++id)
        add(2, Reason::ActorStopped, id);
    m_clock.advance(1s);
    letters().flush();

    QCOMPARE(received.count(), 101);
    quint64 sum = 0;
    for (const QList<QVariant> &arguments : received)
        sum += arguments.first().value<DeadLetter>().count();
    QCOMPARE(sum, 2'000ull);
    QCOMPARE(received.last().first().value<DeadLetter>().toString(),
             u"and 1,800 more to other actors: ActorStopped (the actor has stopped)"_s);
}

void DeadLettersTest::theNextLetterAlsoEndsTheSecond()
{
    letters().setEmissionLimit(1);
    QList<quint64> counts;
    letters().addListener([&](const DeadLetter &letter) { counts.append(letter.count()); });
    add(5);
    QCOMPARE(counts, QList<quint64>({1}));
    m_clock.advance(1s);
    add(1);
    QCOMPARE(counts, QList<quint64>({1, 4, 1}));
}

void DeadLettersTest::aFlushIsAskedForOnceASecond()
{
    letters().setEmissionLimit(1);
    const std::chrono::nanoseconds start = m_clock.now();
    add(1);
    QVERIFY(m_flushes.empty());
    m_clock.advance(300ms);
    add(10);
    QCOMPARE(m_flushes, std::vector{start + 1s});
    m_clock.advance(700ms);
    letters().flush();
    QCOMPARE(m_flushes.size(), 1u);
    add(2);
    QCOMPARE(m_flushes.size(), 2u);
    QCOMPARE(m_flushes.back(), start + 2s);
}

void DeadLettersTest::anEarlyFlushAsksAgain()
{
    letters().setEmissionLimit(0);
    const QSignalSpy received(&letters(), &DeadLetters::received);
    add(1);
    m_clock.advance(999ms);
    letters().flush();
    QCOMPARE(received.count(), 0);
    QCOMPARE(m_flushes.size(), 2u);
    QCOMPARE(m_flushes.front(), m_flushes.back());
    m_clock.advance(1ms);
    letters().flush();
    QCOMPARE(received.count(), 1);
    QCOMPARE(m_flushes.size(), 2u);
}

void DeadLettersTest::aNewSecondAllowsAsManyAgain()
{
    letters().setEmissionLimit(10);
    letters().setLogLimit(3);
    const QSignalSpy received(&letters(), &DeadLetters::received);
    add(10);
    m_clock.advance(1s);
    add(10);
    QCOMPARE(received.count(), 20);
    QCOMPARE(lines.size(), 3 + 1 + 3);
}

void DeadLettersTest::aMutedReasonIsCountedAndKeptOnly()
{
    const QSignalSpy received(&letters(), &DeadLetters::received);
    letters().mute(Reason::DroppedOldest);
    QVERIFY(letters().isMuted(Reason::DroppedOldest));
    add(5'000, Reason::DroppedOldest);
    add(1, Reason::DroppedNewest);
    QCOMPARE(received.count(), 1);
    QCOMPARE(lines.size(), 1);
    QCOMPARE(letters().count(Reason::DroppedOldest), 5'000ull);
    QCOMPARE(letters().letters().size(), 5'001);
    QVERIFY(m_flushes.empty());

    letters().unmute(Reason::DroppedOldest);
    QVERIFY(!letters().isMuted(Reason::DroppedOldest));
    add(1, Reason::DroppedOldest);
    QCOMPARE(received.count(), 2);
}

void DeadLettersTest::aFilteredLetterIsCountedAndKeptOnly()
{
    letters().setEmissionLimit(1);
    letters().setFilter([](const DeadLetter &letter) { return letter.recipientId() != 2; });
    const QSignalSpy received(&letters(), &DeadLetters::received);
    add(5, Reason::ActorStopped, 2);
    QCOMPARE(received.count(), 0);
    QVERIFY(lines.isEmpty());
    add(2, Reason::ActorStopped, 1);
    add(5, Reason::ActorStopped, 2);
    m_clock.advance(1s);
    letters().flush();
    QCOMPARE(received.count(), 2);
    QCOMPARE(received.last().first().value<DeadLetter>().count(), 1ull);
    QCOMPARE(letters().count(), 12ull);
    QCOMPARE(letters().letters().size(), 12);

    letters().setFilter({});
    add(1, Reason::ActorStopped, 2);
    QCOMPARE(received.count(), 3);
}

void DeadLettersTest::aFilterThatThrowsTakesTheLetter()
{
    const QSignalSpy received(&letters(), &DeadLetters::received);
    letters().setFilter([](const DeadLetter &) -> bool { throw std::runtime_error("broken"); });
    add(1);
    QCOMPARE(received.count(), 1);
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.first().contains(u"broken"_s));
    QVERIFY(lines.first().contains(u"[ACT-0032]"_s));
}

void DeadLettersTest::aListenerIsAddedOnce()
{
    class Counter : public DeadLetterListener
    {
    public:
        void received(const DeadLetter &) override { ++count; }
        int count = 0;
    };
    const auto counter = std::make_shared<Counter>();
    const DeadLetters::ListenerId id = letters().addListener(counter);
    QCOMPARE(letters().addListener(counter), id);
    QVERIFY(letters().addListener(std::make_shared<Counter>()) != id);
    letters().addListener(std::shared_ptr<DeadLetterListener>());
    letters().addListener(std::function<void(const DeadLetter &)>());
    add(1);
    QCOMPARE(counter->count, 1);
}

void DeadLettersTest::aListenerThatThrowsDoesNotStopTheOthers()
{
    int called = 0;
    QObject::connect(&letters(), &DeadLetters::received,
                     [](const DeadLetter &) { throw std::runtime_error("slot"); });
    letters().addListener([](const DeadLetter &) { throw std::runtime_error("first"); });
    letters().addListener([](const DeadLetter &) { throw 5; });
    letters().addListener([&](const DeadLetter &) { ++called; });
    add(1);
    QCOMPARE(called, 1);
    QCOMPARE(letters().count(), 1ull);
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines.at(0).contains(u"slot"_s));
    QVERIFY(lines.at(1).contains(u"first"_s));
    QVERIFY(lines.at(2).contains(u"no std::exception"_s));
}

void DeadLettersTest::aRemovedListenerIsNotCalled()
{
    int called = 0;
    const auto id = letters().addListener([&](const DeadLetter &) { ++called; });
    add(1);
    QVERIFY(letters().removeListener(id));
    QVERIFY(!letters().removeListener(id));
    add(1);
    QCOMPARE(called, 1);
}

void DeadLettersTest::aListenerMayRemoveItself()
{
    int called = 0;
    DeadLetters::ListenerId id{};
    id = letters().addListener([&](const DeadLetter &) {
        ++called;
        letters().removeListener(id);
    });
    add(2);
    QCOMPARE(called, 1);
}

void DeadLettersTest::aLetterMadeByAListenerComesInASummary()
{
    int depth = 0;
    int deepest = 0;
    QList<DeadLetter> received;
    letters().addListener([&](const DeadLetter &letter) {
        deepest = std::max(deepest, ++depth);
        received.append(letter);
        letters().add(Reason::Unhandled, Message(u"from the listener"_s, 9));
        --depth;
    });
    add(1);
    QCOMPARE(deepest, 1);
    QCOMPARE(received.size(), 1);
    QCOMPARE(letters().count(), 2ull);
    QCOMPARE(letters().letters().last().representation(), u"from the listener"_s);
    QCOMPARE(m_flushes.size(), 1u);

    for (int second = 0; second < 3; ++second) {
        m_clock.advance(1s);
        letters().flush();
    }
    QCOMPARE(deepest, 1);
    QCOMPARE(received.size(), 4);
    QCOMPARE(received.last().reason(), Reason::Unhandled);
    QCOMPARE(received.last().count(), 1ull);
    QCOMPARE(letters().count(), 5ull);
}

void DeadLettersTest::aLetterMadeByTheMessageHandlerEndsThere()
{
    whileLogging = [this] { add(1, Reason::Unhandled); };
    add(1);
    QCOMPARE(lines.size(), 1);
    QCOMPARE(letters().count(), 2ull);
}

void DeadLettersTest::aLetterMadeByAFilterIsNotFilteredAgain()
{
    int asked = 0;
    letters().setFilter([&](const DeadLetter &) {
        ++asked;
        add(1, Reason::Unhandled);
        return true;
    });
    add(1);
    QCOMPARE(asked, 1);
    QCOMPARE(letters().count(), 2ull);
}

void DeadLettersTest::aLetterMadeByADescriptionIsNotDescribed()
{
    Message message;
    message.whileDescribed = [&] { letters().add(Reason::Unhandled, message); };
    letters().add(Reason::ActorStopped, message);
    QCOMPARE(message.descriptions, 1);
    QCOMPARE(letters().count(), 2ull);
    QCOMPARE(letters().letters().size(), 2);
}

void DeadLettersTest::aDescriptionThatThrowsLosesOnlyTheText()
{
    Message message;
    message.whileDescribed = [] { throw std::runtime_error("broken"); };
    letters().add(Reason::ActorStopped, message);
    QCOMPARE(letters().letters().size(), 1);
    QCOMPARE(letters().letters().first().recipient(), u"/user/a1"_s);
    QCOMPARE(letters().letters().first().explanation(), u"stopped 0.4 s ago by its parent"_s);
    QVERIFY(letters().letters().first().representation().contains(u"threw"_s));
}

void DeadLettersTest::lettersArriveInTheThreadOfTheirListener()
{
    QThread *calledIn = nullptr;
    QThread *directlyIn = nullptr;
    QObject receiver;
    QObject::connect(&letters(), &DeadLetters::received, &receiver,
                     [&] { calledIn = QThread::currentThread(); });
    letters().addListener([&](const DeadLetter &) { directlyIn = QThread::currentThread(); });
    const std::unique_ptr<QThread> thread(QThread::create([this] { add(1); }));
    thread->start();
    QVERIFY(thread->wait());
    QCOMPARE(directlyIn, thread.get());
    QCOMPARE(calledIn, nullptr);
    QCoreApplication::processEvents();
    QCOMPARE(calledIn, QThread::currentThread());
}

void DeadLettersTest::noPayloadIsCopiedWithoutABudget()
{
    Message message;
    message.payload = 10;
    letters().add(Reason::ActorStopped, message);
    QCOMPARE(message.copies, 0);
    QVERIFY(!letters().hasPayload(1));
    QVERIFY(!letters().takePayload(1));
}

void DeadLettersTest::thePayloadsOfTheLastLettersAreKept()
{
    letters().setPayloadBudget(100);
    Message message;
    message.payload = 40;
    for (int i = 0; i < 5; ++i)
        letters().add(Reason::ActorStopped, message);
    QCOMPARE(letters().payloadSize(), 80);
    QVERIFY(!letters().hasPayload(3));
    QVERIFY(letters().hasPayload(4));
    QVERIFY(letters().hasPayload(5));
    QCOMPARE(letters().letters().size(), 5);

    letters().setPayloadBudget(79);
    QVERIFY(!letters().hasPayload(4));
    QVERIFY(letters().hasPayload(5));
    letters().setPayloadBudget(0);
    QCOMPARE(letters().payloadSize(), 0);
}

void DeadLettersTest::aPayloadGoesWithItsLetter()
{
    letters().setPayloadBudget(1'000);
    letters().setCapacity(2);
    Message message;
    message.payload = 0;
    for (int i = 0; i < 3; ++i)
        letters().add(Reason::ActorStopped, message);
    QVERIFY(!letters().hasPayload(1));
    QVERIFY(letters().hasPayload(2));
    letters().clear();
    QVERIFY(!letters().hasPayload(3));
}

void DeadLettersTest::aPayloadLargerThanTheBudgetIsNotCopied()
{
    letters().setPayloadBudget(100);
    Message small;
    small.payload = 100;
    letters().add(Reason::ActorStopped, small);
    Message large;
    large.payload = 101;
    letters().add(Reason::ActorStopped, large);
    QCOMPARE(large.copies, 0);
    QVERIFY(letters().hasPayload(1));
    QVERIFY(!letters().hasPayload(2));
}

void DeadLettersTest::aPayloadIsGivenAwayOnce()
{
    letters().setPayloadBudget(1'000);
    for (int i = 0; i < 3; ++i) {
        Message message(u"ping(%1)"_s.arg(i));
        message.payload = 100;
        letters().add(Reason::ActorStopped, message);
    }
    const std::shared_ptr<LetterPayload> payload = letters().takePayload(2);
    QVERIFY(payload);
    QCOMPARE(static_cast<TextPayload *>(payload.get())->text, u"ping(1)"_s);
    QVERIFY(!letters().takePayload(2));
    QVERIFY(!letters().hasPayload(2));
    QVERIFY(letters().hasPayload(1));
    QCOMPARE(letters().payloadSize(), 200);
}

void DeadLettersTest::theSummaryCountsByReason()
{
    QCOMPARE(letters().summary(), u"no dead letters"_s);
    add(1, Reason::Expired);
    QCOMPARE(letters().summary(), u"1 dead letter: 1 Expired"_s);
    add(1'203, Reason::ActorStopped);
    QCOMPARE(letters().summary(), u"1,204 dead letters: 1,203 ActorStopped, 1 Expired"_s);
}

void DeadLettersTest::closingTellsWhatWasHeldBackAndTheSummary()
{
    letters().close();
    QVERIFY(lines.isEmpty());

    const QSignalSpy received(&letters(), &DeadLetters::received);
    add(1'005);
    letters().close();
    QCOMPARE(received.count(), 1'001);
    QCOMPARE(received.last().first().value<DeadLetter>().count(), 5ull);
    QCOMPARE(lines.size(), 12);
    QCOMPARE(lines.at(10), u"… 995 more in 1 s [ACT-0030]"_s);
    QCOMPARE(lines.at(11), u"1,005 dead letters: 1,005 ActorStopped [ACT-0031]"_s);
}

void DeadLettersTest::lettersFromManyThreadsAreCountedExactly()
{
    constexpr int threadCount = 4;
    constexpr int each = 20'000;
    letters().setCapacity(1'000);
    letters().setPayloadBudget(1'000);
    std::atomic<quint64> announced = 0;
    letters().addListener([&](const DeadLetter &letter) { announced += letter.count(); });
    std::latch start(threadCount + 1);
    std::vector<std::thread> threads;
    threads.reserve(std::size_t(threadCount));
    for (int t = 0; t < threadCount; ++t) {
        threads.emplace_back([&, t] {
            Message message(u"ping"_s, quint64(t + 1));
            message.payload = 10;
            start.arrive_and_wait();
            for (int i = 0; i < each; ++i)
                letters().add(Reason(i % 3), message);
        });
    }
    start.arrive_and_wait();
    bool isSorted = true;
    const auto byId = [](const DeadLetter &a, const DeadLetter &b) { return a.id() < b.id(); };
    while (letters().count() < threadCount * each / 2) {
        const QList<DeadLetter> kept = letters().letters();
        isSorted = isSorted && std::is_sorted(kept.begin(), kept.end(), byId);
        letters().recent(10);
        letters().takePayload(letters().count());
        letters().flush();
    }
    for (std::thread &thread : threads)
        thread.join();

    QVERIFY(isSorted);
    QCOMPARE(letters().count(), quint64(threadCount * each));
    QCOMPARE(letters().letters().size(), 1'000);
    QCOMPARE(letters().lost(), quint64(threadCount * each - 1'000));
    QCOMPARE(letters().letters().last().id(), quint64(threadCount * each));
    letters().close();
    QCOMPARE(announced.load(), quint64(threadCount * each));
}

QTEST_GUILESS_MAIN(DeadLettersTest)

#include "deadletterstest.moc"

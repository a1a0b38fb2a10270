// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>
#include <Actors/Core/deadletter.h>
#include <Actors/Core/deadlettersink.h>

#include <QList>
#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

namespace Actors {

class Clock;
class DeadLettersPrivate;

/*!
 * \brief Is told of messages that were not handled.
 *
 * For code that is no QObject; others connect to DeadLetters::received().
 */
class ACTORS_CORE_EXPORT DeadLetterListener
{
public:
    virtual ~DeadLetterListener();

    //! Called in the thread where \a letter arose, perhaps in several threads at the same time.
    virtual void received(const DeadLetter &letter) = 0;

protected:
    DeadLetterListener() = default;
    Q_DISABLE_COPY_MOVE(DeadLetterListener)
};

/*!
 * \brief The messages of an actor system that were not handled.
 *
 * Every lost message is counted, exactly and always. The last ones can be read as letters(), and
 * each is announced by received() and by a line in the category \c actors.deadletters of the log,
 * so long as they are not too many: a flood of letters becomes a summary for each second, reason
 * and recipient.
 *
 * It belongs to an actor system and lives in the thread that made the system. All functions are
 * thread-safe, and none of them waits for a listener.
 */
class ACTORS_CORE_EXPORT DeadLetters : public QObject, public DeadLetterSink
{
    Q_OBJECT

public:
    //! Asks for a call of flush() at \a due, on the clock of the dead letters; must not call it.
    using ScheduleFlush = std::function<void(std::chrono::nanoseconds due)>;

    //! Whether a letter is announced; see setFilter().
    using Filter = std::function<bool(const DeadLetter &letter)>;

    //! Names a listener, to remove it.
    enum class ListenerId : quint64 {};

    /*!
     * Made by the actor system. \a clock must live at least as long; null stands for the real one.
     *
     * \a scheduleFlush is called in any thread, with no lock held, when something was held back
     * that is to be announced at the end of the second. Without it, that happens at the next letter
     * or flush().
     */
    explicit DeadLetters(const Clock *clock, ScheduleFlush scheduleFlush = {},
                         QObject *parent = nullptr);
    ~DeadLetters() override;

    //! How many messages were not handled. Exact; filters, limits and clear() do not change it.
    quint64 count() const;

    //! How many were not handled for \a reason.
    quint64 count(DeadLetter::Reason reason) const;

    //! The letters that are kept, oldest first. Writers are not held up while it copies.
    QList<DeadLetter> letters() const;

    //! The last \a n letters, oldest first.
    QList<DeadLetter> recent(qsizetype n) const;

    //! How many letters are no longer kept because newer ones took their place.
    quint64 lost() const;

    //! Forgets the letters and payloads that are kept; not their number.
    void clear();

    //! How many letters are kept: 10,000 unless told.
    qsizetype capacity() const;

    //! Keeps the last \a letters letters; 0 keeps none, less than 0 means 0.
    void setCapacity(qsizetype letters);

    //! How many letters are announced one by one in a second: 1,000 unless told.
    int emissionLimit() const;

    /*!
     * Announces at most \a perSecond letters a second one by one. What is beyond is announced when
     * the second is over, by one summary for each reason and recipient; if that would be more than
     * \a perSecond summaries (but at least 100), the rest by one for each reason.
     */
    void setEmissionLimit(int perSecond);

    //! How many letters are logged one by one in a second: 10 unless told.
    int logLimit() const;

    //! Logs at most \a linesPerSecond letters a second, then one line with the number of the rest.
    void setLogLimit(int linesPerSecond);

    //! Neither announces nor logs letters with \a reason. They are counted and kept as ever.
    void mute(DeadLetter::Reason reason);

    //! Takes mute() back.
    void unmute(DeadLetter::Reason reason);

    //! Whether mute() was called for \a reason.
    bool isMuted(DeadLetter::Reason reason) const;

    /*!
     * Announces and logs only letters that \a filter returns true for. An empty one takes all.
     *
     * It is called in the thread where the letter arose, perhaps in several at the same time, and
     * for every letter that is not muted, even in a flood. A filter that throws takes the letter;
     * it is not asked about letters that it makes itself.
     */
    void setFilter(Filter filter);

    /*!
     * Has \a listener called with each letter that is announced, and keeps it alive meanwhile.
     *
     * A listener that is there already is not added again: it gets the same id. A listener that
     * throws is logged, and the others are called nevertheless. Does nothing for null.
     */
    ListenerId addListener(std::shared_ptr<DeadLetterListener> listener);

    //! As above. A function cannot be recognised: each call adds it, under a new id.
    ListenerId addListener(std::function<void(const DeadLetter &letter)> listener);

    //! Removes a listener. It may still be running in another thread. Returns whether it was there.
    bool removeListener(ListenerId id);

    //! How many bytes of messages are kept for replay: none unless told.
    qsizetype payloadBudget() const;

    /*!
     * Keeps the messages of the last letters, oldest out first, as far as they have room in
     * \a bytes. A message is kept at most as long as its letter.
     */
    void setPayloadBudget(qsizetype bytes);

    //! How many bytes of messages are kept now.
    qsizetype payloadSize() const;

    //! Whether the message of letter \a id is kept.
    bool hasPayload(quint64 id) const;

    //! Gives away the message of letter \a id; null if it is not kept.
    std::shared_ptr<LetterPayload> takePayload(quint64 id);

    //! Counts the letters by reason, in one line for people.
    QString summary() const;

    void add(DeadLetter::Reason reason, const LetterSource &source) override;

    /*!
     * Announces and logs what was held back in a second that is over. If the second is not over,
     * it asks to be called again.
     */
    void flush();

    /*!
     * Announces and logs all that was held back, and logs summary() if there were letters. For the
     * end of the actor system; letters that come later are still taken.
     */
    void close();

    /*!
     * Tells nobody any more, forgets what is kept, and has no more need of its clock. For the time
     * after the actor system, when references to its actors are left: letters that come still are
     * counted and logged.
     */
    void detach();

Q_SIGNALS:
    /*!
     * A message was not handled, or, if letter.isSummary(), several were that are not announced
     * one by one.
     *
     * Emitted in the thread where the letter arose (summaries: in a thread that adds a later letter
     * or calls flush()), with no lock held: a slot of an object of another thread is called there,
     * as Qt does. A slot that is called directly and makes a letter itself gets it by a summary.
     * Slots that are called directly must not throw: the slots behind them would not be called.
     */
    void received(const Actors::DeadLetter &letter);

private:
    const std::unique_ptr<DeadLettersPrivate> d;
};

} // namespace Actors

// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "cell/cell.h"
#include "dispatch/workers_p.h"

#include <Actors/Core/deadlettersink.h>
#include <Actors/Core/executioncontext.h>
#include <Actors/Core/random.h>

#include <QHash>

#include <mutex>
#include <optional>
#include <vector>

namespace Actors {

class Instrumentation;

namespace Internal {

//! What is known about a failure, from the moment it happened until it has been decided.
struct FailureRecord
{
    enum class Phase : quint8 { Message, Start, Restart, Resume, Child };

    std::exception_ptr error;
    QString message; //!< The message that failed, as text; empty outside of messages.
    ExecutionContext context;
    Phase phase = Phase::Message;
    CellId actor;
    QString path;
    QString className;
    int count = 0; //!< Which failure of the actor it is, from 1.
    Envelope *envelope = nullptr; //!< The message itself, if it can be delivered again.

    FailureRecord() = default;
    ~FailureRecord();
    Q_DISABLE_COPY_MOVE(FailureRecord)
};

//! Decides what becomes of an actor that has failed.
class Superior
{
public:
    virtual ~Superior();
    //! Called on the thread of \a cell, which is suspended. The answer is one of its functions.
    virtual void failed(Cell &cell, const std::shared_ptr<FailureRecord> &failure) = 0;
    //! Calls a hook of the object with what it is to know of the failure; \a failure may be null.
    using Hook = void (Incarnation::*)(QObject *, const Failure &) const;
    virtual void tell(Cell &cell, const std::shared_ptr<FailureRecord> &failure, Hook hook) = 0;
};

//! What is remembered of an actor that is gone.
struct Tombstone
{
    CellId id;
    CellId parent;
    QString name; //!< Null if the system made it up.
    QString cause;
    std::chrono::nanoseconds time{0};
};

/*!
 * \brief What the cells of one system share: the slabs they lie in, the directory of paths, and
 * whom they report to.
 *
 * All functions are thread-safe.
 */
class ACTORS_CORE_EXPORT Runtime
{
public:
    Runtime(const QString &name, WorkerEnvironment &environment);
    ~Runtime();
    Q_DISABLE_COPY_MOVE(Runtime)

    QString name() const { return m_name; }
    Clock &clock() const { return *m_environment.clock.load(std::memory_order_relaxed); }
    const WorkerEnvironment &environment() const { return m_environment; }

    //! A new cell in state Starting, with one reference: that of the life it is about to have. Its
    //! maker's alone until publish().
    Cell *create(Worker &worker, Cell *parent, Blueprint *blueprint, const QString &name);
    //! From now on the cell can be found.
    void publish(Cell &cell);
    void destroy(Cell &cell);
    //! The cell of that id with a reference added, or null if it is gone.
    Cell *resolve(CellId id);
    QString pathOf(CellId id);

    //! Claims a name under \a parent; false if a sibling has it.
    bool claim(Cell *parent, const QString &name, Cell &cell);
    void disclaim(Cell *parent, const QString &name, Cell &cell);
    //! The living child of that name with a reference added, or null.
    Cell *child(Cell *parent, const QString &name);
    //! The cell at that path, from the root, with a reference added, or null.
    Cell *find(const QString &path);

    //! All cells that were not freed, each with a reference added for the time of the call of \a
    //! visit.
    void forEach(const std::function<void(Cell &)> &visit);

    //! The tops of the tree: /, /user and /system.
    void createGuardians();
    //! A worker for work of the system's own that belongs to nobody.
    Worker &service();
    //! Where the calling thread gets its answers: from elsewhere once the system is gone.
    Cell &portHere();
    //! A request to \a target is not wanted any more.
    void cancelRequest(CellId target, const void *reply);

    void addTombstone(Cell &cell, const QString &cause);
    std::optional<Tombstone> tombstone(CellId id) const;

    //! Reports a lost message; it was counted as sent.
    void letter(int reason, Envelope &envelope, Cell::Lost lost);
    void letter(int reason, const Record &record, const void *arguments, CellId recipient);

    //! Copies a lost message for the dead letters; set by whoever can send it again.
    std::function<std::shared_ptr<LetterPayload>(Envelope &)> keepPayload;
    DeadLetterSink *deadLetters = nullptr;
    std::atomic<Instrumentation *> instrumentation = nullptr;
    Superior *superior = nullptr;
    Workers *workers = nullptr;
    void *spawner = nullptr; //!< What the floors above know as the system.
    std::chrono::nanoseconds askTimeout = std::chrono::seconds(5);
    Random *random = Random::real();
    Cell *root = nullptr;
    Cell *user = nullptr;
    Cell *system = nullptr;
    std::atomic<bool> closing = false; //!< Nothing may be spawned any more.
    // Written at each spawn and stop: not on the lines of what is only read.
    alignas(64) std::atomic<quint64> births = 0;
    alignas(64) std::atomic<int> alive = 0; //!< Actors that have not stopped, guardians excluded.
    alignas(64) std::atomic<qint64> sentDirectly =
        0; //!< Sends that became dead letters at the sender.
    std::function<void(Cell &)>
        cellStopped; //!< An actor has stopped; for whoever waits for the last one.

private:
    void add(int reason, const LetterSource &letter, const Record &record);
    struct Slot;
    struct Slab;
    struct CellMemory;
    Cell *make(Worker &worker, Cell *parent, Blueprint *blueprint, const QString &name);
    Slot *slotOf(quint32 index) const;
    Cell *cellOf(quint32 index) const;
    struct ChildKey
    {
        const Cell *parent;
        QString name;
        friend bool operator==(const ChildKey &, const ChildKey &) = default;
        friend size_t qHash(const ChildKey &key, size_t seed) noexcept
        {
            return qHashMulti(seed, quintptr(key.parent), key.name);
        }
    };
    struct Bucket
    {
        std::mutex mutex;
        QHash<ChildKey, Cell *> children;
    };
    Bucket &bucket(const Cell *parent, const QString &name);

    const QString m_name;
    WorkerEnvironment &m_environment;
    static constexpr quint32 CellsInSlab = 256;
    static constexpr quint32 MostSlabs = 1 << 18;
    quint32 takeIndex();
    void giveBack(quint32 first, quint32 last);
    //! A cell begins or ends to lie in the slab.
    void enter(Slab &slab);
    void leave(Slab &slab);
    std::mutex m_slabMutex; //!< Held to add a slab, or the memory of one.
    std::unique_ptr<CellMemory> m_spare;
    std::unique_ptr<std::atomic<Slab *>[]> m_slabs;
    std::atomic<quint32> m_slabCount = 0;
    //! The free slots, one behind the other: the index of the first from 1, or 0 for none, and
    //! above it how often the list was changed, so that an old list is told from a new one.
    alignas(64) std::atomic<quint64> m_free = 0;
    std::unique_ptr<Bucket[]> m_buckets;
    alignas(64) mutable std::mutex m_tombstoneMutex;
    std::vector<Tombstone> m_tombstones; //!< As many as are kept; then the oldest makes room.
    std::size_t m_oldestTombstone = 0;
};

} // namespace Internal
} // namespace Actors

// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "cell/cell.h"
#include "cell/childtable_p.h"
#include "cell/graveyard_p.h"
#include "dispatch/workers_p.h"

#include <Actors/Core/deadlettersink.h>
#include <Actors/Core/executioncontext.h>
#include <Actors/Core/random.h>
#include <Actors/Core/shortlock.h>

#include <array>
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

    //! A new cell in state Starting, with two references: that of the life it is about to have, and
    //! the caller's. Its maker's alone until publish(). Takes a reference to \a blueprint over.
    Cell *create(Worker &worker, Cell *parent, Blueprint *blueprint, const QString &name);
    //! From now on the cell can be found.
    void publish(Cell &cell);
    //! Frees cells that lived on one worker.
    void destroy(const std::vector<Target *> &cells);
    //! One that cannot go, as somebody holds a reference.
    Cell &cellAt(quint32 index) const { return *cellOf(index); }
    //! The cell of that id with a reference added, or null if it is gone.
    Cell *resolve(CellId id);
    QString pathOf(CellId id);
    //! Of a cell that is there.
    quint64 birthOf(CellId id) const noexcept;

    //! Claims the name of \a cell, which has one; false if a sibling has the same.
    bool claim(Cell &cell);
    void disclaim(Cell &cell);
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
    std::optional<Tombstone> tombstone(CellId id) const { return m_graveyard.find(id); }
    //! Actors that have not stopped, guardians excluded.
    int alive() const;

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
    std::function<void(Cell &)>
        cellStopped; //!< An actor has stopped; for whoever keeps it by its address.
    // Written at each spawn or send: not on the lines of what is only read.
    alignas(64) std::atomic<qint64> sentDirectly =
        0; //!< Sends that became dead letters at the sender.

private:
    void add(int reason, const LetterSource &letter, const Record &record, const void *arguments);
    struct Slot;
    struct Slab;
    struct Shelf;
    struct CellMemory;
    Cell *make(Worker &worker, Cell *parent, Blueprint *blueprint, const QString &name,
               quint32 references);
    Slab &slabAt(quint32 index) const;
    Slot *slotOf(quint32 index) const;
    Cell *cellOf(quint32 index) const;
    struct Bucket
    {
        std::mutex mutex;
        ChildTable children;
    };
    //! The cell of that name in \a bucket, which is locked; else null.
    Cell *childIn(const Bucket &bucket, const ChildName &sought) const;
    Bucket &bucket(const ChildName &child);

    const QString m_name;
    WorkerEnvironment &m_environment;
    static constexpr quint32 CellsInSlab = 256;
    static constexpr quint32 SlabsOnShelf = 1 << 9;
    static constexpr quint32 MostSlabs = 1 << 18;
    static constexpr std::size_t AlwaysSpare = 32;
    //! Where a cell can be made.
    struct Place;
    Place takePlace();
    void addSlab();
    //! Under m_slabLock.
    std::unique_ptr<CellMemory> takeMemory();
    void prefetchNext() const;
    //! What is freed with the cell and lies elsewhere.
    void prefetchKept(const Cell &cell) const;
    void giveBack(quint32 first, quint32 last);
    //! So many cells do not lie in the slab any more.
    void leave(Slab &slab, quint32 cells);
    // What is only read, most of the time.
    alignas(64) std::array<std::atomic<Shelf *>, MostSlabs / SlabsOnShelf> m_shelves{};
    std::atomic<quint32> m_slabCount = 0;
    std::unique_ptr<Bucket[]> m_buckets;
    // Of those who spawn.
    alignas(64) ShortLock
        m_slabLock; //!< Held to take a slot, and to add a slab, or the memory of one.
    quint32 m_nextFree = 0; //!< As m_freed: those that are taken next.
    std::atomic<quint64> m_births = 0; //!< How many cells there ever were.
    //! For actors that come and go all the time; guarded by m_slabLock, as the next.
    std::vector<std::unique_ptr<CellMemory>> m_spare;
    std::size_t m_inhabited = 0; //!< Slabs that have memory.
    //! Slots that were given back, one behind the other: the index of the first from 1, or 0 for
    //! none. Whoever takes slots takes them all.
    alignas(64) std::atomic<quint32> m_freed = 0;
    Graveyard m_graveyard;
};

} // namespace Internal
} // namespace Actors

// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cell/guardedqueue_p.h"
#include "cell/runtime_p.h"

#include <Actors/Core/deadletter.h>
#include <Actors/Core/instrumentation.h>
#include <Actors/Core/processor.h>

#include <QMetaEnum>
#include <QThread>

#include <algorithm>

namespace Actors::Internal {

namespace {

constexpr int Buckets = 64;

//! A lost message, described only if somebody wants to read of it.
class Letter final : public LetterSource
{
public:
    Letter(Runtime &runtime, const Record &record, const void *arguments, CellId recipient,
           Envelope *envelope, Cell::Lost lost)
        : m_runtime(runtime)
        , m_record(record)
        , m_arguments(arguments)
        , m_recipient(recipient)
        , m_envelope(envelope)
        , m_lost(lost)
    {
    }

    quint64 recipientId() const override { return m_recipient.toInteger(); }
    QString recipientPath() const override { return m_runtime.pathOf(m_recipient); }
    QString senderPath() const override
    {
        return m_record.sender.isNull() ? QString() : m_runtime.pathOf(m_record.sender);
    }
    QString senderThread() const override
    {
        // Which thread has sent a message is not known any more once it has left.
        return m_lost == Cell::Lost::AtTheSend ? Worker::nameOf(QThread::currentThread())
                                               : QString();
    }
    QString typeName() const override
    {
        return m_record.table->name ? m_record.table->name(m_arguments) : QString();
    }
    QString representation() const override
    {
        return m_record.table->describe ? m_record.table->describe(m_arguments) : typeName();
    }
    QString explanation() const override
    {
        const auto stone = m_runtime.tombstone(m_recipient);
        if (!stone)
            return {};
        using namespace std::chrono;
        const auto ago = duration_cast<milliseconds>(m_runtime.clock().now() - stone->time);
        return QStringLiteral("stopped %1 s ago by %2")
            .arg(double(ago.count()) / 1000)
            .arg(stone->cause);
    }
    qsizetype payloadSize() const override
    {
        return qsizetype(sizeof(Envelope)) + m_record.table->size;
    }
    std::shared_ptr<LetterPayload> copyPayload() const override
    {
        return m_envelope && m_runtime.keepPayload ? m_runtime.keepPayload(*m_envelope) : nullptr;
    }

private:
    Runtime &m_runtime;
    const Record &m_record;
    const void *m_arguments;
    CellId m_recipient;
    Envelope *m_envelope;
    Cell::Lost m_lost;
};

class LostType final : public ObservedType
{
public:
    LostType(const MessageTable &table, const void *arguments)
        : m_table(table)
        , m_arguments(arguments)
    {
    }

    const void *identity() const override { return m_table.type(m_arguments); }
    QString name() const override { return m_table.name ? m_table.name(m_arguments) : QString(); }

private:
    const MessageTable &m_table;
    const void *m_arguments;
};

/*!
 * \brief Where whoever asks an actor of a system that is gone gets the answer, by the usual ways.
 *
 * Has ports of threads and nothing else, and never ends.
 */
class Afterlife
{
public:
    static Runtime &runtime()
    {
        static auto *const afterlife = new Afterlife;
        return afterlife->m_runtime;
    }

private:
    //! Nobody listens.
    class NoLetters final : public DeadLetterSink
    {
        void add(DeadLetter::Reason, const LetterSource &) override { }
    };

    Afterlife()
    {
        m_runtime.workers = &m_workers;
        m_runtime.deadLetters = &m_letters;
        m_runtime.createGuardians();
    }

    std::atomic<int> m_observers = 0;
    WorkerEnvironment m_environment{Clock::real(), Timers::real(), &m_observers, {}, {}};
    Workers m_workers{m_environment};
    Runtime m_runtime{QStringLiteral("gone"), m_environment};
    NoLetters m_letters;
};

} // namespace

//! Stays as long as the runtime, so that whoever has an old id may look.
struct Runtime::Slot
{
    std::atomic<quint32> generation = 0; //!< Of the cell that can be found here; 0 for none.
    quint32 lastGeneration = 0;
    quint32 nextFree = 0; //!< Belongs to whoever holds the list that it is in.
    std::atomic<quint32> references = 0;
    quint64 birth = 0;

    static constexpr quint32 Used = ~quint32(0); //!< In no list.
};

struct Runtime::Place
{
    Slot &slot;
    CellId id;
    Cell &cell;
};

struct Runtime::CellMemory
{
    Cell cells[CellsInSlab];
};

//! The memory of cells is there only while one of the slab is used.
struct Runtime::Slab
{
    Slot slots[CellsInSlab];
    std::unique_ptr<CellMemory> memory;
    std::atomic<quint64> taken = 0; //!< How often a place was. Written under m_slabLock.
    alignas(64) std::atomic<quint64> left = 0; //!< How often one was given back.

    bool isVacant() const
    {
        return left.load(std::memory_order_acquire) == taken.load(std::memory_order_relaxed);
    }
};

struct Runtime::Shelf
{
    std::array<std::atomic<Slab *>, SlabsOnShelf> slabs{};
};

Runtime::Runtime(const QString &name, WorkerEnvironment &environment)
    : m_name(name)
    , m_environment(environment)
    , m_buckets(new Bucket[Buckets])
{
    environment.runtime = this;
    environment.dispose = [this](const std::vector<Target *> &cells) { destroy(cells); };
}

Runtime::~Runtime()
{
    // The ports of the threads go with all other cells.
    if (workers)
        workers->forEach([](Worker &worker) { worker.port = nullptr; });
    for (quint32 i = 0; i < m_slabCount.load() * CellsInSlab; ++i) {
        if (slotOf(i)->nextFree == Slot::Used)
            cellOf(i)->end();
    }
    for (quint32 i = 0; i < m_slabCount.load(); ++i)
        delete &slabAt(i * CellsInSlab);
    for (const auto &shelf : m_shelves)
        delete shelf.load();
}

Runtime::Slab &Runtime::slabAt(quint32 index) const
{
    const quint32 slab = index / CellsInSlab;
    const Shelf *shelf = m_shelves[slab / SlabsOnShelf].load(std::memory_order_acquire);
    return *shelf->slabs[slab % SlabsOnShelf].load(std::memory_order_acquire);
}

Runtime::Slot *Runtime::slotOf(quint32 index) const
{
    return &slabAt(index).slots[index % CellsInSlab];
}

Runtime::Place Runtime::takePlace()
{
    const std::lock_guard lock(m_slabLock);
    if (m_nextFree == 0)
        m_nextFree = m_freed.exchange(0, std::memory_order_acquire);
    if (m_nextFree == 0)
        addSlab();
    const quint32 index = m_nextFree - 1;
    Slab &slab = slabAt(index);
    Slot &slot = slab.slots[index % CellsInSlab];
    m_nextFree = slot.nextFree;
    prefetchNext();
    count(slab.taken);
    if (!slab.memory)
        slab.memory = takeMemory();
    slot.nextFree = Slot::Used;
    slot.birth = m_births.load(std::memory_order_relaxed);
    m_births.store(slot.birth + 1, std::memory_order_release);
    return {slot, {index, ++slot.lastGeneration}, slab.memory->cells[index % CellsInSlab]};
}

std::unique_ptr<Runtime::CellMemory> Runtime::takeMemory()
{
    ++m_inhabited;
    if (m_spare.empty())
        return std::make_unique_for_overwrite<CellMemory>();
    auto memory = std::move(m_spare.back());
    m_spare.pop_back();
    return memory;
}

void Runtime::prefetchNext() const
{
    // Another thread had them last, and what is there is waited for.
    if (m_nextFree == 0)
        return;
    const quint32 index = m_nextFree - 1;
    const Slab &slab = slabAt(index);
    prefetchToWrite(&slab.slots[index % CellsInSlab]);
    if (slab.memory)
        prefetchToWrite(&slab.memory->cells[index % CellsInSlab]);
}

void Runtime::addSlab()
{
    const quint32 count = m_slabCount.load(std::memory_order_relaxed);
    Q_ASSERT(count < MostSlabs);
    auto *slab = new Slab;
    const quint32 first = count * CellsInSlab;
    for (quint32 i = 0; i + 1 < CellsInSlab; ++i)
        slab->slots[i].nextFree = first + i + 2;
    std::atomic<Shelf *> &shelf = m_shelves[count / SlabsOnShelf];
    if (!shelf.load(std::memory_order_relaxed))
        shelf.store(new Shelf, std::memory_order_release);
    shelf.load(std::memory_order_relaxed)
        ->slabs[count % SlabsOnShelf]
        .store(slab, std::memory_order_release);
    m_slabCount.store(count + 1, std::memory_order_release);
    m_nextFree = first + 1;
}

void Runtime::giveBack(quint32 first, quint32 last)
{
    Slot *end = slotOf(last);
    quint32 top = m_freed.load(std::memory_order_relaxed);
    do
        end->nextFree = top;
    while (!m_freed.compare_exchange_weak(top, first + 1, std::memory_order_release,
                                          std::memory_order_relaxed));
}

void Runtime::leave(Slab &slab, quint32 cells)
{
    slab.left.fetch_add(cells, std::memory_order_acq_rel);
    if (!slab.isVacant())
        return;
    const std::lock_guard lock(m_slabLock);
    // Somebody may have taken a place there meanwhile, and even have left it before this.
    if (!slab.isVacant() || !slab.memory)
        return;
    --m_inhabited;
    m_spare.push_back(std::move(slab.memory));
    while (m_spare.size() > std::max(AlwaysSpare, m_inhabited / 2))
        m_spare.pop_back();
}

Cell *Runtime::cellOf(quint32 index) const
{
    return &slabAt(index).memory->cells[index % CellsInSlab];
}

Cell *Runtime::create(Worker &worker, Cell *parent, Blueprint *blueprint, const QString &name)
{
    worker.moveIn();
    return make(worker, parent, blueprint, name, 2);
}

Cell *Runtime::make(Worker &worker, Cell *parent, Blueprint *blueprint, const QString &name,
                    quint32 references)
{
    const Place place = takePlace();
    place.cell.begin(worker, parent, blueprint, name, place.id, place.slot.references);
    place.slot.references.store(references, std::memory_order_release);
    return &place.cell;
}

void Runtime::publish(Cell &cell)
{
    slotOf(cell.id().index)->generation.store(cell.id().generation, std::memory_order_release);
}

void Runtime::prefetchKept(const Cell &cell) const
{
    prefetch(cell.blueprint());
    prefetchToWrite(slotOf(cell.id().index));
}

void Runtime::destroy(const std::vector<Target *> &cells)
{
    Worker &worker = static_cast<Cell *>(cells.front())->worker();
    const quint32 last = cells.front()->id().index;
    quint32 next = 0;
    Slab *slab = &slabAt(last);
    quint32 left = 0;
    constexpr std::size_t CellsAhead = 4;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        // They were left long ago, and each is in several places.
        if (i + 2 * CellsAhead < cells.size())
            prefetchAll(cells[i + 2 * CellsAhead], sizeof(Cell));
        if (i + CellsAhead < cells.size())
            prefetchKept(*static_cast<Cell *>(cells[i + CellsAhead]));
        Target *target = cells[i];
        const quint32 index = target->id().index;
        Slab *own = &slabAt(index);
        Slot *slot = &own->slots[index % CellsInSlab];
        slot->generation.store(0, std::memory_order_relaxed);
        static_cast<Cell *>(target)->end();
        slot->nextFree = next;
        next = index + 1;
        if (own != slab)
            leave(*std::exchange(slab, own), std::exchange(left, 0));
        ++left;
    }
    leave(*slab, left);
    giveBack(next - 1, last);
    // The last word: without cells the worker of an ended thread may be freed.
    worker.moveOut(int(cells.size()));
}

Cell *Runtime::resolve(CellId id)
{
    if (id.isNull() || id.index / CellsInSlab >= m_slabCount.load(std::memory_order_acquire))
        return nullptr;
    Slot *slot = slotOf(id.index);
    quint32 references = slot->references.load(std::memory_order_acquire);
    do {
        if (references == 0)
            return nullptr;
    } while (!slot->references.compare_exchange_weak(references, references + 1,
                                                     std::memory_order_acq_rel));
    if (slot->generation.load(std::memory_order_acquire) == id.generation)
        return cellOf(id.index);
    cellOf(id.index)->release();
    return nullptr;
}

quint64 Runtime::birthOf(CellId id) const noexcept
{
    return slotOf(id.index)->birth;
}

QString Runtime::pathOf(CellId id)
{
    if (Cell *cell = resolve(id)) {
        QString path = cell->path();
        cell->release();
        return path;
    }
    const auto stone = tombstone(id);
    if (!stone)
        return {};
    if (stone->parent == root->id())
        return u'/' + Cell::nameOf(stone->name, id);
    const QString above = pathOf(stone->parent);
    return above.isNull() ? above : above + u'/' + Cell::nameOf(stone->name, id);
}

Runtime::Bucket &Runtime::bucket(const ChildName &child)
{
    return m_buckets[child.hash % Buckets];
}

Cell *Runtime::childIn(const Bucket &bucket, const ChildName &sought) const
{
    const quint32 found = bucket.children.find(
        sought.hash, [&](quint32 index) { return cellOf(index)->kin().child() == sought; });
    return found == ChildTable::None ? nullptr : cellOf(found);
}

bool Runtime::claim(Cell &cell)
{
    const ChildName child = cell.kin().child();
    Bucket &bucket = this->bucket(child);
    const std::lock_guard lock(bucket.mutex);
    if (childIn(bucket, child))
        return false;
    bucket.children.insert(child.hash, cell.id().index);
    return true;
}

void Runtime::disclaim(Cell &cell)
{
    const ChildName child = cell.kin().child();
    Bucket &bucket = this->bucket(child);
    const std::lock_guard lock(bucket.mutex);
    bucket.children.remove(child.hash, cell.id().index);
}

Cell *Runtime::child(Cell *parent, const QString &name)
{
    if (name.startsWith(u'$')) {
        const auto dash = name.indexOf(u'-');
        if (dash > 0) {
            const CellId id{name.mid(1, dash - 1).toUInt(nullptr, 36),
                            name.mid(dash + 1).toUInt(nullptr, 36)};
            Cell *cell = resolve(id);
            if (cell && cell->parent() == parent && !cell->isStopped())
                return cell;
            if (cell)
                cell->release();
        }
    }
    const ChildName sought = ChildName::of(parent->id().index, name);
    Bucket &bucket = this->bucket(sought);
    const std::lock_guard lock(bucket.mutex);
    Cell *cell = childIn(bucket, sought);
    if (cell)
        cell->retain();
    return cell;
}

Cell *Runtime::find(const QString &path)
{
    Cell *cell = root;
    cell->retain();
    for (const QString &name : path.split(u'/', Qt::SkipEmptyParts)) {
        Cell *next = child(cell, name);
        cell->release();
        if (!next)
            return nullptr;
        cell = next;
    }
    return cell;
}

void Runtime::forEach(const std::function<void(Cell &)> &visit)
{
    const quint32 count = m_slabCount.load(std::memory_order_acquire) * CellsInSlab;
    for (quint32 index = 0; index < count; ++index) {
        Slot *slot = slotOf(index);
        Cell *cell = resolve({index, slot->generation.load(std::memory_order_acquire)});
        if (!cell)
            continue;
        visit(*cell);
        cell->release();
    }
}

void Runtime::createGuardians()
{
    // Their strategies never change, so that nothing of them has to run: they are addresses only.
    // No reference leads to them, and they go with the runtime.
    Worker &worker = workers->guardian();
    root = make(worker, nullptr, nullptr, QStringLiteral(""), 1);
    user = make(worker, root, nullptr, QStringLiteral("user"), 1);
    system = make(worker, root, nullptr, QStringLiteral("system"), 1);
    for (Cell *guardian : {root, user, system})
        publish(*guardian);
    claim(*user);
    claim(*system);
}

Worker &Runtime::service()
{
    if (Worker *only = workers->only())
        return *only;
    return workers->service();
}

Cell &Runtime::portHere()
{
    Worker *worker = workers->openPort();
    if (!worker)
        return Afterlife::runtime().portHere();
    if (!worker->port) {
        Cell *port = create(*worker, root, nullptr,
                            worker->name().isEmpty() ? QStringLiteral("thread") : worker->name());
        publish(*port);
        port->release();
        worker->port = port;
    }
    return static_cast<Cell &>(*worker->port);
}

void Runtime::cancelRequest(CellId target, const void *reply)
{
    Cell *cell = resolve(target);
    if (!cell)
        return;
    cell->perform([cell, reply] { cell->cancelRequest(reply); });
    cell->release();
}

void Runtime::addTombstone(Cell &cell, const QString &cause)
{
    const Worker &worker = cell.worker();
    m_graveyard.add(worker.id(), cell.id(), [&](Tombstone &stone) {
        stone.parent = cell.parent()->id();
        stone.name = cell.givenName();
        stone.cause = cause;
        stone.time = worker.recently();
    });
}

int Runtime::alive() const
{
    // An actor that was spawned by one that has stopped since must not be overlooked.
    int sum = 0;
    quint64 before = 0;
    do {
        before = m_births.load(std::memory_order_acquire);
        sum = 0;
        workers->forEach([&sum](const Worker &worker) { sum += worker.living(); });
    } while (m_births.load(std::memory_order_acquire) != before);
    return sum;
}

void Runtime::letter(int reason, Envelope &envelope, Cell::Lost lost)
{
    const Letter letter(*this, envelope.record, envelope.arguments(),
                        static_cast<Cell *>(envelope.record.target)->id(), &envelope, lost);
    add(reason, letter, envelope.record, envelope.arguments());
}

void Runtime::letter(int reason, const Record &record, const void *arguments, CellId recipient)
{
    const Letter letter(*this, record, arguments, recipient, nullptr, Cell::Lost::OnItsWay);
    add(reason, letter, record, arguments);
}

void Runtime::add(int reason, const LetterSource &letter, const Record &record,
                  const void *arguments)
{
    deadLetters->add(DeadLetter::Reason(reason), letter);
    if (Instrumentation *observer = instrumentation.load(std::memory_order_relaxed)) {
        observer->deadLetter(letter.recipientId(), record.sender.toInteger(),
                             QMetaEnum::fromType<DeadLetter::Reason>().valueToKey(reason),
                             LostType(*record.table, arguments));
    }
}

} // namespace Actors::Internal

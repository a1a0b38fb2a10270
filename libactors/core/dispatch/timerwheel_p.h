// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <QtGlobal>

#include <array>
#include <chrono>
#include <memory>
#include <optional>

namespace Actors::Internal {

/*!
 * \brief What a timer wheel knows of a timer: derive from it, or make it a member.
 *
 * The node belongs to the user, who removes it from its wheel before destroying it. Only \c due is
 * the user's to write, and only while the node is in no wheel.
 */
struct TimerNode
{
    static constexpr quint16 NoSlot = 0xffff;

    TimerNode() = default;
    Q_DISABLE_COPY_MOVE(TimerNode)

    bool isQueued() const noexcept { return slot != NoSlot; }

    std::chrono::nanoseconds due{};
    quint64 order = 0; // of insertion; tells apart nodes that are due at the same time
    TimerNode *next = nullptr;
    TimerNode *previous = nullptr;
    quint16 slot = NoSlot;
};

/*!
 * \brief Keeps timers of one thread and gives them back in the order in which they are due.
 *
 * A hierarchy of wheels with 64 slots each, the finest with ticks of 2^20 ns (about a millisecond),
 * as many as any time needs. Times are exact to the nanosecond all the same: the wheels only sort
 * coarsely, and the nodes of one slot are sorted when they come to the front. A wheel never asks
 * for the time and calls nobody. Not thread-safe: it belongs to one thread.
 */
class ACTORS_CORE_EXPORT TimerWheel
{
public:
    TimerWheel();
    ~TimerWheel();
    Q_DISABLE_COPY_MOVE(TimerWheel)

    bool isEmpty() const noexcept { return m_size == 0; }
    qsizetype size() const noexcept { return m_size; }

    //! Adds \a node, which is in no wheel, at its time. In constant time.
    void insert(TimerNode *node);

    //! Takes out \a node, which is in this wheel. In constant time.
    void remove(TimerNode *node);

    /*!
     * The time of the earliest node, exactly. In constant time, unless the earliest was removed and
     * the nodes next to it are not yet sorted.
     */
    std::optional<std::chrono::nanoseconds> nextDue();

    /*!
     * Takes out the earliest node that is due at \a now, of two with the same time the one inserted
     * first; null if none is due. However far \a now is ahead, empty slots cost nothing.
     */
    TimerNode *takeDue(std::chrono::nanoseconds now);

private:
    static constexpr int SlotBits = 6;
    static constexpr int SlotCount = 1 << SlotBits;
    static constexpr int LevelCount = 8; // 2^(20 + 8 * 6) ns is more than the type can say
    static constexpr quint16 CurrentSlot = LevelCount * SlotCount;

    struct Slot
    {
        TimerNode *first = nullptr;
        TimerNode *last = nullptr;
    };
    struct Level
    {
        std::array<Slot, SlotCount> ring;
        quint64 unsorted = 0; // a bit for each slot
    };

    Slot &slotAt(quint16 index);
    bool isSorted(quint16 index) const;
    void setSorted(quint16 index);
    void setUnsorted(quint16 index);
    void place(TimerNode *node);
    void append(quint16 index, TimerNode *node);
    void insertSorted(TimerNode *node);
    void unlink(TimerNode *node);
    void sort(quint16 index);
    quint16 frontSlot() const;
    qint64 startOf(quint16 index) const;
    TimerNode *earliest();
    void spread(quint16 index);

    // Nodes of the current tick and of earlier ones are in the current slot; the others lie on the
    // level of the highest digit (of six bits) in which their tick differs from the current one.
    qint64 m_tick = 0;
    qsizetype m_size = 0;
    quint64 m_order = 0;
    TimerNode *m_earliest = nullptr; // null: not known
    Slot m_current;
    bool m_currentIsSorted = true;
    std::array<quint64, LevelCount> m_occupied{}; // a bit for each slot
    std::array<std::unique_ptr<Level>, LevelCount> m_levels; // made when first used
};

} // namespace Actors::Internal

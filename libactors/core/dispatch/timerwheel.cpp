// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "dispatch/timerwheel_p.h"

#include <algorithm>
#include <bit>
#include <vector>

namespace Actors::Internal {

namespace {

constexpr int TickBits = 20;

qint64 tickOf(std::chrono::nanoseconds time)
{
    return qint64(time.count()) >> TickBits;
}

bool isBefore(const TimerNode *left, const TimerNode *right)
{
    return left->due != right->due ? left->due < right->due : left->order < right->order;
}

} // namespace

TimerWheel::TimerWheel() = default;
TimerWheel::~TimerWheel() = default;

TimerWheel::Slot &TimerWheel::slotAt(quint16 index)
{
    return index == CurrentSlot ? m_current
                                : m_levels[index >> SlotBits]->ring[index & (SlotCount - 1)];
}

bool TimerWheel::isSorted(quint16 index) const
{
    if (index == CurrentSlot)
        return m_currentIsSorted;
    return ((m_levels[index >> SlotBits]->unsorted >> (index & (SlotCount - 1))) & 1) == 0;
}

void TimerWheel::setSorted(quint16 index)
{
    if (index == CurrentSlot)
        m_currentIsSorted = true;
    else
        m_levels[index >> SlotBits]->unsorted &= ~(quint64(1) << (index & (SlotCount - 1)));
}

void TimerWheel::setUnsorted(quint16 index)
{
    if (index == CurrentSlot)
        m_currentIsSorted = false;
    else
        m_levels[index >> SlotBits]->unsorted |= quint64(1) << (index & (SlotCount - 1));
}

void TimerWheel::insert(TimerNode *node)
{
    Q_ASSERT(!node->isQueued());
    node->order = ++m_order;
    place(node);
    if (m_size == 0 || (m_earliest && node->due < m_earliest->due))
        m_earliest = node;
    ++m_size;
}

void TimerWheel::remove(TimerNode *node)
{
    Q_ASSERT(node->isQueued());
    unlink(node);
    if (node == m_earliest)
        m_earliest = nullptr;
    --m_size;
}

std::optional<std::chrono::nanoseconds> TimerWheel::nextDue()
{
    if (m_size == 0)
        return std::nullopt;
    return earliest()->due;
}

TimerNode *TimerWheel::takeDue(std::chrono::nanoseconds now)
{
    if (m_size == 0) {
        m_tick = std::max(m_tick, tickOf(now));
        return nullptr;
    }
    if (m_earliest && m_earliest->due > now)
        return nullptr;

    const qint64 nowTick = tickOf(now);
    while (!m_current.first) {
        const quint16 front = frontSlot();
        if (startOf(front) > nowTick) {
            m_tick = std::max(m_tick, nowTick); // no node lies between
            return nullptr;
        }
        spread(front);
    }
    TimerNode *node = earliest();
    if (node->due > now)
        return nullptr;
    remove(node);
    return node;
}

void TimerWheel::place(TimerNode *node)
{
    const qint64 tick = tickOf(node->due);
    if (tick <= m_tick) {
        insertSorted(node);
        return;
    }
    const int level = (63 - std::countl_zero(quint64(tick ^ m_tick))) / SlotBits;
    const int slot = int(tick >> (level * SlotBits)) & (SlotCount - 1);
    if (!m_levels[level])
        m_levels[level] = std::make_unique<Level>();
    m_occupied[level] |= quint64(1) << slot;
    append(quint16(level * SlotCount + slot), node);
}

void TimerWheel::append(quint16 index, TimerNode *node)
{
    Slot &slot = slotAt(index);
    if (slot.last) {
        if (isBefore(node, slot.last))
            setUnsorted(index);
        slot.last->next = node;
    } else {
        slot.first = node;
    }
    node->previous = slot.last;
    node->next = nullptr;
    node->slot = index;
    slot.last = node;
}

// Timers that are set while others are due mostly belong near the end; a few steps keep the order
// that would otherwise have to be restored for every such timer.
void TimerWheel::insertSorted(TimerNode *node)
{
    TimerNode *before = m_current.last;
    for (int steps = 0; m_currentIsSorted && before && isBefore(node, before); ++steps) {
        if (steps == 16) {
            append(CurrentSlot, node);
            return;
        }
        before = before->previous;
    }
    if (before == m_current.last) {
        append(CurrentSlot, node);
        return;
    }
    TimerNode *after = before ? before->next : m_current.first;
    node->previous = before;
    node->next = after;
    node->slot = CurrentSlot;
    after->previous = node;
    (before ? before->next : m_current.first) = node;
}

void TimerWheel::unlink(TimerNode *node)
{
    const quint16 index = node->slot;
    Slot &slot = slotAt(index);
    (node->previous ? node->previous->next : slot.first) = node->next;
    (node->next ? node->next->previous : slot.last) = node->previous;
    node->previous = nullptr;
    node->next = nullptr;
    node->slot = TimerNode::NoSlot;
    if (!slot.first) {
        setSorted(index);
        if (index != CurrentSlot)
            m_occupied[index >> SlotBits] &= ~(quint64(1) << (index & (SlotCount - 1)));
    }
}

void TimerWheel::sort(quint16 index)
{
    Slot &slot = slotAt(index);
    std::vector<TimerNode *> nodes;
    for (TimerNode *node = slot.first; node; node = node->next)
        nodes.push_back(node);
    std::sort(nodes.begin(), nodes.end(), isBefore);
    slot = {};
    setSorted(index);
    for (TimerNode *node : nodes)
        append(index, node);
}

// The slot that holds the earliest node: on the lowest level in use, since all ticks of a level
// agree with the current tick in the higher digits.
quint16 TimerWheel::frontSlot() const
{
    if (m_current.first)
        return CurrentSlot;
    for (int level = 0; level < LevelCount; ++level) {
        if (m_occupied[level] != 0)
            return quint16(level * SlotCount + std::countr_zero(m_occupied[level]));
    }
    Q_UNREACHABLE();
}

// The first tick of a slot that is not the current one.
qint64 TimerWheel::startOf(quint16 index) const
{
    const int shift = (index >> SlotBits) * SlotBits;
    const qint64 higher = (m_tick >> (shift + SlotBits)) << (shift + SlotBits);
    return higher | (qint64(index & (SlotCount - 1)) << shift);
}

TimerNode *TimerWheel::earliest()
{
    if (!m_earliest) {
        const quint16 front = frontSlot();
        if (!isSorted(front))
            sort(front);
        m_earliest = slotAt(front).first;
    }
    return m_earliest;
}

// Goes on to the first tick of the front slot and deals its nodes out to finer slots.
void TimerWheel::spread(quint16 index)
{
    m_tick = startOf(index);
    TimerNode *node = slotAt(index).first;
    slotAt(index) = {};
    setSorted(index);
    m_occupied[index >> SlotBits] &= ~(quint64(1) << (index & (SlotCount - 1)));
    while (node) {
        TimerNode *next = node->next;
        place(node);
        node = next;
    }
}

} // namespace Actors::Internal

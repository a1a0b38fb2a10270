// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/directoryconfig.h>

#include <QHash>
#include <QList>

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <utility>

namespace Actors::Internal {

/*!
 * \brief A table from keys to values that many threads use at the same time.
 *
 * Keys are spread over buckets by their qHash(); threads wait for each other only at the same
 * bucket and only where one of them writes. Keys and values are copied in and out, so both should
 * be cheap to copy. All functions may be called from any thread; what needs all buckets (size(),
 * snapshots) looks at one after the other.
 */
template<class Key, class Value>
class ShardedTable
{
public:
    //! Creates an empty table. A \a config that is not valid is brought to the nearest that is.
    explicit ShardedTable(const DirectoryConfig &config = DirectoryConfig::standard())
        : m_config{std::max(config.buckets, 1), std::max(config.capacity, 0)}
        , m_buckets(std::make_unique<Bucket[]>(std::size_t(m_config.buckets)))
    {
        for (int i = 0; i < m_config.buckets; ++i)
            m_buckets[std::size_t(i)].entries.reserve(m_config.capacity);
    }
    Q_DISABLE_COPY_MOVE(ShardedTable)

    //! How the table was laid out.
    DirectoryConfig config() const { return m_config; }

    //! Gives \a key the value \a value, in place of the one it had.
    void insert(const Key &key, const Value &value)
    {
        Bucket &bucket = bucketOf(key);
        const std::unique_lock lock(bucket.mutex);
        bucket.entries.insert(key, value);
    }

    //! Gives \a key the value \a value unless it has one. Returns whether it had none.
    [[nodiscard]] bool insertIfAbsent(const Key &key, const Value &value)
    {
        Bucket &bucket = bucketOf(key);
        const std::unique_lock lock(bucket.mutex);
        if (bucket.entries.contains(key))
            return false;
        bucket.entries.insert(key, value);
        return true;
    }

    //! The value of \a key; nothing if it has none.
    std::optional<Value> value(const Key &key) const
    {
        const Bucket &bucket = bucketOf(key);
        const std::shared_lock lock(bucket.mutex);
        const auto it = bucket.entries.constFind(key);
        if (it == bucket.entries.constEnd())
            return std::nullopt;
        return *it;
    }

    bool contains(const Key &key) const
    {
        const Bucket &bucket = bucketOf(key);
        const std::shared_lock lock(bucket.mutex);
        return bucket.entries.contains(key);
    }

    //! Removes \a key. Returns whether it was there.
    bool remove(const Key &key)
    {
        Bucket &bucket = bucketOf(key);
        const std::unique_lock lock(bucket.mutex);
        return bucket.entries.remove(key);
    }

    //! Removes \a key if it has the value \a value and not another by now. Returns whether it had.
    bool removeIf(const Key &key, const Value &value)
    {
        Bucket &bucket = bucketOf(key);
        const std::unique_lock lock(bucket.mutex);
        const auto it = bucket.entries.constFind(key);
        if (it == bucket.entries.constEnd() || !(*it == value))
            return false;
        bucket.entries.erase(it);
        return true;
    }

    //! Removes all entries.
    void clear()
    {
        for (int i = 0; i < m_config.buckets; ++i) {
            Bucket &bucket = m_buckets[std::size_t(i)];
            QHash<Key, Value> entries;
            const std::unique_lock lock(bucket.mutex);
            entries.swap(bucket.entries);
        }
    }

    //! The number of entries.
    qsizetype size() const
    {
        qsizetype size = 0;
        for (int i = 0; i < m_config.buckets; ++i) {
            const Bucket &bucket = m_buckets[std::size_t(i)];
            const std::shared_lock lock(bucket.mutex);
            size += bucket.entries.size();
        }
        return size;
    }

    //! The number of entries in each bucket.
    QList<qsizetype> bucketSizes() const
    {
        QList<qsizetype> sizes;
        sizes.reserve(m_config.buckets);
        for (int i = 0; i < m_config.buckets; ++i) {
            const Bucket &bucket = m_buckets[std::size_t(i)];
            const std::shared_lock lock(bucket.mutex);
            sizes.append(bucket.entries.size());
        }
        return sizes;
    }

    /*!
     * Calls \a visit with the key and the value of every entry, bucket by bucket as each is when
     * its turn comes. No lock is held meanwhile: \a visit may use the table, and does not see what
     * it changes in the bucket that is being visited.
     */
    template<class Visit>
    void forEach(Visit &&visit) const
    {
        for (int i = 0; i < m_config.buckets; ++i) {
            const QHash<Key, Value> entries = snapshot(m_buckets[std::size_t(i)]);
            for (auto it = entries.constBegin(); it != entries.constEnd(); ++it)
                visit(it.key(), it.value());
        }
    }

private:
    // A line of its own for each lock, so that neighbours do not slow each other down.
    struct alignas(64) Bucket
    {
        mutable std::shared_mutex mutex;
        QHash<Key, Value> entries;
    };

    static QHash<Key, Value> snapshot(const Bucket &bucket)
    {
        const std::shared_lock lock(bucket.mutex);
        return bucket.entries;
    }

    // The high half of a product depends on all bits of the hash, and is independent of the low
    // bits by which the bucket's own hash table goes.
    std::size_t indexOf(const Key &key) const
    {
        const quint64 spread = quint64(qHash(key, size_t(0))) * 0x9e37'79b9'7f4a'7c15;
        return std::size_t(((spread >> 32) * quint64(m_config.buckets)) >> 32);
    }

    Bucket &bucketOf(const Key &key) { return m_buckets[indexOf(key)]; }
    const Bucket &bucketOf(const Key &key) const { return m_buckets[indexOf(key)]; }

    const DirectoryConfig m_config;
    const std::unique_ptr<Bucket[]> m_buckets;
};

} // namespace Actors::Internal

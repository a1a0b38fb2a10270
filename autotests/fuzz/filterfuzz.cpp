// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

// The first line of the input is a filter, the rest are texts of a row.

#include "fuzztarget.h"

#include <Actors/Inspection/Filter>

#include <QString>

using namespace Actors::Inspection;

namespace {

class Row : public FilterSource
{
public:
    explicit Row(const QString &text)
        : m_text(text)
    {
    }

    double number(Column column) const override
    {
        return static_cast<double>(m_text.size()) - static_cast<double>(column);
    }
    QStringView text(Column) const override { return m_text; }
    bool has(QStringView) const override { return m_text.isEmpty(); }

private:
    const QString m_text;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    qsizetype end = input.indexOf('\n');
    if (end < 0)
        end = input.size();
    const QString text = QString::fromUtf8(input.first(end));
    const Row row(QString::fromUtf8(input.sliced(end)));

    const Filter filter(text);
    const bool fits = filter.matches(row);
    if (!filter.isValid()) {
        PROMISE(!fits && !filter.isEmpty());
        PROMISE(filter.errorPosition() >= 0 && filter.errorPosition() <= text.size());
        return 0;
    }
    PROMISE(filter.errorPosition() == -1);
    PROMISE(!filter.isEmpty() || fits);
    for (const ColumnInfo &column : columns())
        (void)filter.uses(column.column);

    // What it says can be said otherwise, where there is room for that.
    if (filter.isEmpty() || text.toUtf8().size() + 3 > Filter::LongestText)
        return 0;
    const Filter opposite(QStringLiteral("-(%1)").arg(text));
    PROMISE(!opposite.isValid() || opposite.matches(row) != fits);
    return 0;
}

std::vector<QByteArray> seeds()
{
    return {
        "sensor\n/user/io/sensor-7",
        "depth>100 class:Sensor* | -state:running\nSensorActor",
        "path:/user/**/a*b?c**d\n/user/x/y/aab?cxxd",
        "(((((((( oldest>=1.5s ))))))))\nx",
        "busy<90% in!=2.5k growth<-1M has:alarm\n",
        "reason:\"\xc3\xa4 | (*)\" now:\"\"\n\xc3\x84 | (*)",
        "dept>5",
        "state:runing",
        "last<1h",
        "\"open",
        "a|(b",
        "- x",
        "path:" + QByteArray(30, '*') + "b\n" + QByteArray(70, 'a'),
        QByteArray(1100, 'x'),
    };
}

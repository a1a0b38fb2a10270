// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "explorer.h"

#include <Actors/Core/Executor>
#include <Actors/Core/cell.h>

namespace Actors::TestKit {

namespace {

QStringList *unmet = nullptr;

//! While it exists, expectations that are not met are texts of the run.
class Collected
{
public:
    Collected()
        : m_framework(testFramework())
        , m_outer(unmet)
    {
        unmet = &m_texts;
        setTestFramework({[](const QString &text, Where where) {
                              unmet->append(QStringLiteral("%1:%2: %3")
                                                .arg(QString::fromUtf8(where.file))
                                                .arg(where.line)
                                                .arg(text));
                          },
                          nullptr});
    }
    ~Collected()
    {
        setTestFramework(m_framework);
        unmet = m_outer;
    }
    Q_DISABLE_COPY_MOVE(Collected)

    void add(const QString &text)
    {
        if (!text.isEmpty())
            m_texts.append(text);
    }
    QString text() const { return m_texts.join(u'\n'); }

private:
    TestFramework m_framework;
    QStringList *m_outer;
    QStringList m_texts;
};

} // namespace

//! Takes the choices that it is given, then those of another executor, and remembers all.
class Explorer::Choices final : public Executor
{
public:
    explicit Choices(QList<quint32> given, std::unique_ptr<Executor> then = Executor::inOrder())
        : m_given(std::move(given))
        , m_then(std::move(then))
    {
    }

    quint32 choose(quint32 runnable) override
    {
        if (m_isOver)
            return 0;
        const quint32 chosen = qsizetype(taken.size()) < m_given.size()
            ? std::min(m_given.at(qsizetype(taken.size())), runnable - 1)
            : m_then->choose(runnable);
        taken.push_back({chosen, runnable});
        return chosen;
    }
    void end() { m_isOver = true; }

    QList<quint32> list() const
    {
        QList<quint32> choices;
        for (const auto &[chosen, runnable] : taken)
            choices.append(chosen);
        return choices;
    }

    std::vector<std::pair<quint32, quint32>> taken; //!< What was chosen, out of how many.

private:
    QList<quint32> m_given;
    std::unique_ptr<Executor> m_then;
    bool m_isOver = false;
};

QString Explorer::Result::toString() const
{
    QStringList numbers;
    for (const quint32 choice : choices)
        numbers.append(QString::number(choice));
    return QStringLiteral("%1\nfound in run %2%3, by the choices {%4}:\n  %5")
        .arg(failure)
        .arg(runs)
        .arg(seed != 0 ? QStringLiteral(" of seed %1").arg(seed) : QString())
        .arg(numbers.join(QStringLiteral(", ")), trace.join(QStringLiteral("\n  ")));
}

Explorer::Explorer(Body body)
    : m_body(std::move(body))
{
}

Explorer::~Explorer() = default;

Explorer::Result Explorer::run(const std::shared_ptr<Choices> &choices) const
{
    Result result;
    Collected collected;
    {
        TestSystem system(choices);
        system.recordTrace();
        if (const auto error = Internal::Cell::caught([&] { collected.add(m_body(system)); }))
            collected.add(errorFrom(error).text());
        choices->end();
        result.trace = system.trace();
        collected.add(system.close());
    }
    result.runs = 1;
    result.failure = collected.text();
    result.choices = choices->list();
    return result;
}

Explorer::Result Explorer::inOrder() const
{
    return run(std::make_shared<Choices>(QList<quint32>()));
}

Explorer::Result Explorer::random(quint64 seeds, quint64 first) const
{
    Result result;
    for (quint64 i = 0; i < seeds; ++i) {
        result = run(std::make_shared<Choices>(QList<quint32>(), Executor::seeded(first + i)));
        result.runs = i + 1;
        if (result.hasFailed()) {
            result.seed = first + i;
            break;
        }
    }
    return result;
}

Explorer::Result Explorer::exhaustive(quint64 limit) const
{
    Result result;
    QList<quint32> prefix;
    for (quint64 runs = 1; runs <= limit; ++runs) {
        const auto choices = std::make_shared<Choices>(prefix);
        result = run(choices);
        result.runs = runs;
        if (result.hasFailed())
            return result;
        // The next order differs in the last choice that has not taken all its turns.
        auto &taken = choices->taken;
        while (!taken.empty() && taken.back().first + 1 >= taken.back().second)
            taken.pop_back();
        if (taken.empty()) {
            result.isComplete = true;
            return result;
        }
        ++taken.back().first;
        prefix = choices->list();
    }
    return result;
}

Explorer::Result Explorer::replay(const QList<quint32> &choices) const
{
    return run(std::make_shared<Choices>(choices));
}

} // namespace Actors::TestKit

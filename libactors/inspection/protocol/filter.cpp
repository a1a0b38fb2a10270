// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "filter.h"

#include "textpattern_p.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace Actors::Inspection {

FilterSource::~FilterSource() = default;

//! Something that a row fits or not.
struct Filter::Node
{
    Node() = default;
    virtual ~Node() = default;
    virtual bool matches(const FilterSource &row) const = 0;
    virtual bool uses(Column column) const = 0;
    //! Whether a text of the row must be put together for it.
    virtual bool readsText() const = 0;

    Q_DISABLE_COPY_MOVE(Node)
};

using NodePtr = std::unique_ptr<Filter::Node>;

namespace {

enum class Comparison : quint8 { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };

class NumberTerm final : public Filter::Node
{
public:
    NumberTerm(Column column, Comparison comparison, double value)
        : m_value(value)
        , m_column(column)
        , m_comparison(comparison)
    {
    }

    bool matches(const FilterSource &row) const override
    {
        const double number = row.number(m_column);
        switch (m_comparison) {
        case Comparison::Equal:
            return number == m_value;
        case Comparison::NotEqual:
            return number != m_value;
        case Comparison::Less:
            return number < m_value;
        case Comparison::LessOrEqual:
            return number <= m_value;
        case Comparison::Greater:
            return number > m_value;
        case Comparison::GreaterOrEqual:
            return number >= m_value;
        }
        Q_UNREACHABLE();
    }

    bool uses(Column column) const override { return column == m_column; }
    bool readsText() const override { return false; }

private:
    const double m_value;
    const Column m_column;
    const Comparison m_comparison;
};

class TextTerm final : public Filter::Node
{
public:
    TextTerm(Column column, TextPattern pattern)
        : m_pattern(std::move(pattern))
        , m_column(column)
    {
    }

    bool matches(const FilterSource &row) const override
    {
        return m_pattern.matches(row.text(m_column));
    }

    bool uses(Column column) const override { return column == m_column; }
    bool readsText() const override { return true; }

private:
    const TextPattern m_pattern;
    const Column m_column;
};

class HasTerm final : public Filter::Node
{
public:
    explicit HasTerm(QString what)
        : m_what(std::move(what))
    {
    }

    bool matches(const FilterSource &row) const override { return row.has(m_what); }
    bool uses(Column column) const override { return column == Column::Alarms; }
    bool readsText() const override { return false; }

private:
    const QString m_what;
};

class Negation final : public Filter::Node
{
public:
    explicit Negation(NodePtr term)
        : m_term(std::move(term))
    {
    }

    bool matches(const FilterSource &row) const override { return !m_term->matches(row); }
    bool uses(Column column) const override { return m_term->uses(column); }
    bool readsText() const override { return m_term->readsText(); }

private:
    const NodePtr m_term;
};

//! Terms that must all hold, or of which one must.
class Combination final : public Filter::Node
{
public:
    enum class Needs : quint8 { All, One };

    Combination(Needs needs, std::vector<NodePtr> terms)
        : m_terms(std::move(terms))
        , m_needs(needs)
    {
        std::stable_partition(m_terms.begin(), m_terms.end(),
                              [](const NodePtr &term) { return !term->readsText(); });
    }

    bool matches(const FilterSource &row) const override
    {
        const auto holds = [&row](const NodePtr &term) { return term->matches(row); };
        return m_needs == Needs::All ? std::all_of(m_terms.begin(), m_terms.end(), holds)
                                     : std::any_of(m_terms.begin(), m_terms.end(), holds);
    }

    bool uses(Column column) const override
    {
        return std::any_of(m_terms.begin(), m_terms.end(),
                           [column](const NodePtr &term) { return term->uses(column); });
    }

    bool readsText() const override
    {
        return std::any_of(m_terms.begin(), m_terms.end(),
                           [](const NodePtr &term) { return term->readsText(); });
    }

private:
    std::vector<NodePtr> m_terms;
    const Needs m_needs;
};

//! How many letters must be put in, taken out or exchanged to make one word of the other.
qsizetype distance(QStringView left, QStringView right)
{
    std::vector<qsizetype> row(static_cast<std::size_t>(right.size()) + 1);
    for (std::size_t i = 0; i < row.size(); ++i)
        row[i] = qsizetype(i);
    for (qsizetype l = 0; l < left.size(); ++l) {
        qsizetype diagonal = std::exchange(row[0], l + 1);
        for (std::size_t r = 1; r < row.size(); ++r) {
            const bool isSame = left[l].toCaseFolded() == right[qsizetype(r) - 1].toCaseFolded();
            const qsizetype exchanged = diagonal + (isSame ? 0 : 1);
            diagonal = std::exchange(row[r], std::min({exchanged, row[r] + 1, row[r - 1] + 1}));
        }
    }
    return row.back();
}

//! The one of \a names that \a word was perhaps meant to be; empty if none is near.
QString nearest(QStringView word, const QStringList &names)
{
    QString best;
    // No name is longer than 16 letters; more than a third of them wrong is another word.
    qsizetype bestDistance = std::min<qsizetype>(word.size() / 3 + 1, 3) + 1;
    if (word.size() > 24)
        return best;
    for (const QString &name : names) {
        const qsizetype candidate = distance(word, name);
        if (candidate < bestDistance) {
            best = name;
            bestDistance = candidate;
        }
    }
    return best;
}

QStringList columnNames()
{
    QStringList names;
    for (const ColumnInfo &column : columns())
        names.append(QString::fromLatin1(column.name));
    return names;
}

QStringList stateNames()
{
    QStringList names;
    for (auto number = 0; number <= static_cast<int>(ActorState::Stopped); ++number)
        names.append(nameOf(static_cast<ActorState>(number)));
    return names;
}

//! A value as it was written: its text, and where in it a * is a sign.
struct Value
{
    QString text;
    std::vector<bool> isQuoted; //!< Of each character.
    qsizetype position = 0;
};

struct Operator
{
    QLatin1StringView text;
    Comparison comparison;
};

//! Longer ones before those that they begin with.
constexpr std::array<Operator, 7> Operators{{
    {"!="_L1, Comparison::NotEqual},
    {"<="_L1, Comparison::LessOrEqual},
    {">="_L1, Comparison::GreaterOrEqual},
    {":"_L1, Comparison::Equal},
    {"="_L1, Comparison::Equal},
    {"<"_L1, Comparison::Less},
    {">"_L1, Comparison::Greater},
}};

struct Unit
{
    QLatin1StringView name;
    double factor;
};

constexpr std::array<Unit, 6> DurationUnits{{
    {"ns"_L1, 1},
    {"us"_L1, 1e3},
    {"ms"_L1, 1e6},
    {"s"_L1, 1e9},
    {"min"_L1, 60e9},
    {"h"_L1, 3600e9},
}};
constexpr std::array<Unit, 3> NumberUnits{{{""_L1, 1}, {"k"_L1, 1e3}, {"M"_L1, 1e6}}};
constexpr std::array<Unit, 9> RateUnits{{
    {""_L1, 1},
    {"k"_L1, 1e3},
    {"M"_L1, 1e6},
    {"/s"_L1, 1},
    {"k/s"_L1, 1e3},
    {"M/s"_L1, 1e6},
    {"/min"_L1, 1 / 60.0},
    {"k/min"_L1, 1e3 / 60.0},
    {"/h"_L1, 1 / 3600.0},
}};
constexpr std::array<Unit, 1> PermilleUnits{{{"%"_L1, 10}}};

//! The number at the begin of \a text, times what the unit after it says.
std::optional<double> numberFrom(QStringView text, std::span<const Unit> units)
{
    const auto isPart = [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'.' || c == u'-'; };
    const qsizetype size = std::find_if_not(text.begin(), text.end(), isPart) - text.begin();
    bool isNumber = false;
    const double number = text.first(size).toDouble(&isNumber);
    const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit &candidate) {
        return text.sliced(size) == candidate.name;
    });
    if (!isNumber || unit == units.end())
        return {};
    return number * unit->factor;
}

} // namespace

std::optional<std::chrono::nanoseconds> durationFrom(QStringView text)
{
    const auto number = numberFrom(text, DurationUnits);
    if (!number || std::abs(*number) >= double(std::numeric_limits<qint64>::max()))
        return {};
    return std::chrono::nanoseconds(std::llround(*number));
}

/*!
 * \brief Makes the nodes from a text, by descent.
 *
 * A function that makes a node returns null once there is an error.
 */
class FilterParser
{
public:
    explicit FilterParser(QStringView text)
        : m_text(text)
    {
    }

    //! Null if there is an error, or no term at all.
    NodePtr parseAll()
    {
        if (const qsizetype end = endOfLongest(); end < m_text.size())
            return fail(end,
                        u"The filter is longer than %1 bytes; leave something out"_s.arg(
                            Filter::LongestText));
        skipBlanks();
        if (isAtEnd())
            return {};
        NodePtr node = parseAlternatives(0);
        if (node && !isAtEnd())
            return fail(m_position, u"This ')' closes nothing; remove it"_s);
        return node;
    }

    QString error() const { return m_error; }
    qsizetype errorPosition() const { return m_errorPosition; }

private:
    NodePtr parseAlternatives(int nesting)
    {
        std::vector<NodePtr> alternatives;
        do {
            if (!alternatives.empty())
                ++m_position; // the |
            NodePtr alternative = parseTerms(nesting);
            if (!alternative)
                return {};
            alternatives.push_back(std::move(alternative));
        } while (peek() == u'|');
        return combine(Combination::Needs::One, std::move(alternatives));
    }

    NodePtr parseTerms(int nesting)
    {
        std::vector<NodePtr> terms;
        for (skipBlanks(); !isAtEnd() && peek() != u'|' && peek() != u')'; skipBlanks()) {
            NodePtr term = parseTerm(nesting);
            if (!term)
                return {};
            terms.push_back(std::move(term));
        }
        if (terms.empty())
            return fail(
                m_position,
                u"A term is missing here; write one, such as depth>100, or remove the sign beside it"_s);
        return combine(Combination::Needs::All, std::move(terms));
    }

    NodePtr parseTerm(int nesting)
    {
        bool isNegated = false;
        while (peek() == u'-') {
            isNegated = !isNegated;
            ++m_position;
        }
        NodePtr term = peek() == u'(' ? parseParentheses(nesting + 1) : parseWord();
        if (term && isNegated)
            return std::make_unique<Negation>(std::move(term));
        return term;
    }

    NodePtr parseParentheses(int nesting)
    {
        const qsizetype begin = m_position;
        if (nesting > Filter::DeepestNesting)
            return fail(begin,
                        u"More than %1 parentheses are within each other; leave some out"_s.arg(
                            Filter::DeepestNesting));
        ++m_position;
        NodePtr node = parseAlternatives(nesting);
        if (!node)
            return {};
        if (peek() != u')')
            return fail(begin, u"This '(' is not closed; add a ')'"_s);
        ++m_position;
        return node;
    }

    //! A word alone, or a column with an operator and a value.
    NodePtr parseWord()
    {
        const qsizetype begin = m_position;
        if (++m_terms > Filter::MostTerms)
            return fail(begin,
                        u"There are more than %1 terms; leave some out"_s.arg(Filter::MostTerms));
        Value word;
        if (!readValue(word, Stop::AtOperator))
            return {};
        const auto found =
            std::find_if(Operators.begin(), Operators.end(), [this](const Operator &candidate) {
                return m_text.sliced(m_position).startsWith(candidate.text);
            });
        if (found == Operators.end()) {
            if (peek() == u'!')
                return fail(m_position, u"A '!' is no operator; write != or put it in quotes"_s);
            if (word.text.isEmpty() && m_position == begin)
                return fail(begin,
                            u"A term is missing after '-'; write one, such as -state:idle"_s);
            return bareWord(word);
        }
        const qsizetype position = m_position;
        m_position += found->text.size();
        if (word.text.isEmpty())
            return fail(position,
                        u"A column is missing before '%1'; write one, such as depth>100"_s.arg(
                            found->text));
        Value value;
        if (!readValue(value, Stop::AtBlank))
            return {};
        if (m_position == value.position)
            return fail(
                m_position,
                u"A value is missing after '%1%2'; write one, or \"\" for an empty text"_s.arg(
                    word.text, found->text));
        if (word.text == "has"_L1)
            return hasTerm(position, found->comparison, value);
        const std::optional<Column> column = columnNamed(word.text);
        if (!column)
            return unknownColumn(word);
        return comparison(info(*column), found->comparison, position, value);
    }

    static NodePtr bareWord(const Value &word)
    {
        TextPattern pattern(TextPattern::Gap::Anything);
        addTo(pattern, word, TextPattern::Gap::Part);
        pattern.addGap(TextPattern::Gap::Anything);
        return std::make_unique<TextTerm>(Column::Path, std::move(pattern));
    }

    NodePtr hasTerm(qsizetype position, Comparison comparison, const Value &value)
    {
        if (comparison != Comparison::Equal)
            return fail(position, u"After 'has' there must be a ':', as in has:alarm"_s);
        if (value.text != "alarm"_L1)
            return fail(value.position,
                        u"No row has '%1'; what can be asked for is has:alarm"_s.arg(value.text));
        return std::make_unique<HasTerm>(value.text);
    }

    NodePtr unknownColumn(const Value &word)
    {
        const QString meant = nearest(word.text, columnNames() << u"has"_s);
        const QString cure = meant.isEmpty()
            ? u"a column is, for example, path, class, state, depth or oldest; a text with signs in it needs quotes"_s
            : u"did you mean '%1'? A text with signs in it needs quotes"_s.arg(meant);
        return fail(word.position, u"There is no column '%1'; %2"_s.arg(word.text, cure));
    }

    NodePtr comparison(const ColumnInfo &column, Comparison comparison, qsizetype position,
                       const Value &value)
    {
        const auto number = [this, &column, comparison, &value](std::span<const Unit> units,
                                                                const QString &cure) -> NodePtr {
            const std::optional<double> read = numberFrom(value.text, units);
            if (!read)
                return fail(value.position,
                            u"'%1' is nothing that '%2' can be compared with; %3"_s.arg(
                                value.text, QLatin1StringView(column.name), cure));
            return std::make_unique<NumberTerm>(column.column, comparison, *read);
        };
        const bool isForEquality =
            comparison == Comparison::Equal || comparison == Comparison::NotEqual;
        switch (column.kind) {
        case ColumnKind::Count:
            return number(
                NumberUnits,
                u"give a number, as in %1>100, >2.5k or >1M"_s.arg(QLatin1StringView(column.name)));
        case ColumnKind::Rate:
            return number(RateUnits,
                          u"give a number, as in %1>100, >2.5k, >1M or >5/min"_s.arg(
                              QLatin1StringView(column.name)));
        case ColumnKind::Duration:
            return number(DurationUnits,
                          u"give a number with ns, us, ms, s, min or h, as in %1>1.5s"_s.arg(
                              QLatin1StringView(column.name)));
        case ColumnKind::Permille:
            return number(
                PermilleUnits,
                u"give a number with %, as in %1>90%"_s.arg(QLatin1StringView(column.name)));
        case ColumnKind::Time:
            return fail(position,
                        u"'%1' is a moment, which no filter can compare; leave it out"_s.arg(
                            QLatin1StringView(column.name)));
        case ColumnKind::State:
            return isForEquality ? stateTerm(column.column, comparison, value)
                                 : unordered(column, position);
        case ColumnKind::Text:
            break;
        }
        return isForEquality ? textTerm(column.column, comparison, value)
                             : unordered(column, position);
    }

    NodePtr unordered(const ColumnInfo &column, qsizetype position)
    {
        return fail(position,
                    u"'%1' is no number, so nothing is less or greater; use :, = or !="_s.arg(
                        QLatin1StringView(column.name)));
    }

    NodePtr stateTerm(Column column, Comparison comparison, const Value &value)
    {
        const std::optional<ActorState> state = stateNamed(value.text);
        if (!state) {
            const QStringList names = stateNames();
            const QString meant = nearest(value.text, names);
            const QString cure = meant.isEmpty() ? u"there are "_s + names.join(u", "_s)
                                                 : u"did you mean '%1'?"_s.arg(meant);
            return fail(value.position, u"There is no state '%1'; %2"_s.arg(value.text, cure));
        }
        return std::make_unique<NumberTerm>(column, comparison, static_cast<double>(*state));
    }

    static NodePtr textTerm(Column column, Comparison comparison, const Value &value)
    {
        TextPattern pattern(TextPattern::Gap::None);
        addTo(pattern, value,
              column == Column::Path ? TextPattern::Gap::Part : TextPattern::Gap::Anything);
        NodePtr term = std::make_unique<TextTerm>(column, std::move(pattern));
        if (comparison == Comparison::NotEqual)
            return std::make_unique<Negation>(std::move(term));
        return term;
    }

    //! What a single * stands for is \a single.
    static void addTo(TextPattern &pattern, const Value &value, TextPattern::Gap single)
    {
        for (qsizetype i = 0; i < value.text.size(); ++i) {
            const auto isSign = [&value](qsizetype at) {
                return at < value.text.size() && value.text[at] == u'*'
                    && !value.isQuoted[static_cast<std::size_t>(at)];
            };
            if (!isSign(i))
                pattern.addCharacter(value.text[i]);
            else if (isSign(i + 1))
                pattern.addGap(TextPattern::Gap::Anything);
            else
                pattern.addGap(single);
        }
    }

    enum class Stop : quint8 { AtBlank, AtOperator };

    //! Reads a word; false if a quote is not closed.
    bool readValue(Value &value, Stop stop)
    {
        value.position = m_position;
        qsizetype quote = -1;
        for (; m_position < m_text.size(); ++m_position) {
            const QChar c = m_text[m_position];
            if (c == u'"') {
                quote = quote < 0 ? m_position : -1;
                continue;
            }
            if (quote < 0 && endsWord(c, stop))
                break;
            value.text.append(c);
            value.isQuoted.push_back(quote >= 0);
        }
        if (quote < 0)
            return true;
        fail(quote, u"This quote is not closed; add a \""_s);
        return false;
    }

    static bool endsWord(QChar c, Stop stop)
    {
        if (c.isSpace() || c == u'|' || c == u'(' || c == u')')
            return true;
        return stop == Stop::AtOperator && QStringView(u":=!<>").contains(c);
    }

    static NodePtr combine(Combination::Needs needs, std::vector<NodePtr> nodes)
    {
        if (nodes.size() == 1)
            return std::move(nodes.front());
        return std::make_unique<Combination>(needs, std::move(nodes));
    }

    //! Of the characters that are in the bytes of the longest text.
    qsizetype endOfLongest() const
    {
        if (m_text.size() <= Filter::LongestText / 3)
            return m_text.size();
        qsizetype end = std::min<qsizetype>(m_text.size(), Filter::LongestText);
        while (m_text.first(end).toUtf8().size() > Filter::LongestText)
            --end;
        return end;
    }

    bool isAtEnd() const { return m_position == m_text.size(); }
    QChar peek() const { return isAtEnd() ? QChar() : m_text[m_position]; }

    void skipBlanks()
    {
        while (!isAtEnd() && peek().isSpace())
            ++m_position;
    }

    //! The first error counts.
    NodePtr fail(qsizetype position, const QString &error)
    {
        m_error = error + u'.';
        m_errorPosition = position;
        return {};
    }

    const QStringView m_text;
    qsizetype m_position = 0;
    int m_terms = 0;
    QString m_error;
    qsizetype m_errorPosition = -1;
};

Filter::Filter() = default;
Filter::~Filter() = default;
Filter::Filter(const Filter &other) = default;
Filter &Filter::operator=(const Filter &other) = default;
Filter::Filter(Filter &&other) noexcept = default;
Filter &Filter::operator=(Filter &&other) noexcept = default;

Filter::Filter(const QString &text)
    : m_text(text)
{
    FilterParser parser(text);
    m_root = parser.parseAll();
    m_error = parser.error();
    m_errorPosition = static_cast<int>(parser.errorPosition());
}

bool Filter::matches(const FilterSource &row) const
{
    return m_root ? m_root->matches(row) : isValid();
}

bool Filter::uses(Column column) const
{
    return m_root && m_root->uses(column);
}

} // namespace Actors::Inspection

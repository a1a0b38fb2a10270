// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "filteredit.h"

#include "symbols.h"

#include <Actors/Inspection/filter.h>

#include <QAbstractItemView>
#include <QCompleter>
#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QStringListModel>
#include <QTextCharFormat>

#include <algorithm>

namespace Actors::Inspector {

using Inspection::Column;
using Inspection::ColumnKind;

namespace {

using namespace std::chrono_literals;

//! How long nothing is typed before the filter is asked for.
constexpr auto Halt = 300ms;

//! Where the word begins that ends at \a end.
int wordStart(const QString &text, int end)
{
    int start = end;
    while (start > 0 && !QStringLiteral(" (|-").contains(text[start - 1]))
        --start;
    return start;
}

QString term(Column column, const QString &value)
{
    QString quoted = value;
    quoted.remove(u'"');
    if (std::any_of(quoted.cbegin(), quoted.cend(),
                    [](QChar sign) { return QStringLiteral(" ()|<>=!:-").contains(sign); }))
        quoted = u'"' + quoted + u'"';
    return QString::fromLatin1(Inspection::info(column).name) + u':' + quoted;
}

} // namespace

FilterEdit::FilterEdit(const std::vector<Column> &columns, QWidget *parent)
    : QLineEdit(parent)
    , m_columns(columns)
    , m_words(new QStringListModel(this))
    , m_completer(new QCompleter(m_words, this))
{
    const auto has = [&](Column column) {
        return std::find(columns.begin(), columns.end(), column) != columns.end();
    };
    setPlaceholderText(has(Column::Depth)        ? tr("Filter, as depth>100")
                           : has(Column::Reason) ? tr("Filter, as reason:Expired")
                                                 : tr("Filter"));
    setAccessibleName(tr("Filter"));
    setToolTip(tr("Terms as depth>100, class:Sensor*, state:running or a part of a path; | is or, "
                  "- is not"));
    setClearButtonEnabled(true);
    addAction(icon(Symbol::Filter, Tone::Quiet), LeadingPosition);

    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_halt.setSingleShot(true);
    m_halt.setInterval(Halt);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this,
            &FilterEdit::complete);
    connect(&m_halt, &QTimer::timeout, this, &FilterEdit::publish);
    connect(this, &QLineEdit::textChanged, this, &FilterEdit::check);
    connect(this, &QLineEdit::textEdited, this, &FilterEdit::offerCompletions);
    connect(this, &QLineEdit::returnPressed, this, &FilterEdit::publish);
}

void FilterEdit::enter(const QString &filter)
{
    setText(filter);
    publish();
}

void FilterEdit::addTerm(Column column, const QString &value)
{
    const QString before = text().trimmed();
    enter(before.isEmpty() ? term(column, value) : before + u' ' + term(column, value));
}

void FilterEdit::addExclusion(Column column, const QString &value)
{
    const QString before = text().trimmed();
    const QString exclusion = u'-' + term(column, value);
    enter(before.isEmpty() ? exclusion : before + u' ' + exclusion);
}

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    // The list of completions takes these before the line does.
    if (m_completer->popup()->isVisible()
        && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter
            || event->key() == Qt::Key_Tab || event->key() == Qt::Key_Escape)) {
        event->ignore();
        return;
    }
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        enter({});
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void FilterEdit::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_errorPosition >= 0)
        markError(m_errorPosition);
}

void FilterEdit::check()
{
    const Inspection::Filter filter(text());
    markError(filter.errorPosition());
    if (filter.error() != m_error) {
        m_error = filter.error();
        Q_EMIT errorChanged(m_error);
    }
    m_halt.start();
}

void FilterEdit::publish()
{
    m_halt.stop();
    if (!m_error.isEmpty() || text() == m_published)
        return;
    m_published = text();
    Q_EMIT filterChanged(m_published);
}

void FilterEdit::markError(int position)
{
    QList<QInputMethodEvent::Attribute> attributes;
    m_errorPosition = position;
    if (position >= 0 && !text().isEmpty()) {
        // What is missing at the end is marked at the last sign.
        const int start = std::min(position, int(text().size()) - 1);
        const Theme &theme = Theme::of(palette());
        QTextCharFormat format;
        format.setForeground(theme.text(Tone::Critical));
        format.setBackground(theme.chip(Tone::Critical));
        format.setFontUnderline(true);
        attributes.append({QInputMethodEvent::TextFormat, start - cursorPosition(),
                           int(text().size()) - start, format});
    }
    // The only way to colour a part of a line edit.
    QInputMethodEvent marks(QString(), attributes);
    QCoreApplication::sendEvent(this, &marks);
}

void FilterEdit::offerCompletions()
{
    const int start = wordStart(text(), cursorPosition());
    const QString word = text().mid(start, cursorPosition() - start);
    QStringList words;
    if (word.startsWith(QLatin1StringView("state:"))) {
        for (int state = 0; state <= int(Inspection::ActorState::Stopped); ++state) {
            words.append(QStringLiteral("state:")
                         + Inspection::nameOf(static_cast<Inspection::ActorState>(state)));
        }
    } else {
        for (const Column column : m_columns) {
            const auto &info = Inspection::info(column);
            const bool isText = info.kind == ColumnKind::Text || info.kind == ColumnKind::State;
            words.append(QString::fromLatin1(info.name) + (isText ? u':' : u'>'));
        }
    }
    m_words->setStringList(words);
    m_completer->setCompletionPrefix(word);
    const bool isComplete = m_completer->completionCount() == 1
        && m_completer->currentCompletion().compare(word, Qt::CaseInsensitive) == 0;
    if (word.isEmpty() || m_completer->completionCount() == 0 || isComplete)
        m_completer->popup()->hide();
    else
        m_completer->complete();
}

void FilterEdit::complete(const QString &word)
{
    const int start = wordStart(text(), cursorPosition());
    setSelection(start, cursorPosition() - start);
    insert(word);
}

} // namespace Actors::Inspector

// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "actorplace.h"
#include "symbols.h"

#include <Actors/Inspection/subscription.h>

#include <QWidget>

#include <vector>

QT_FORWARD_DECLARE_CLASS(QAction)
QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QStackedWidget)

namespace Actors::Inspector {

class EmptyState;
class FilterEdit;
class Notice;
class Presentation;
class RowsView;

/*!
 * \brief What a page is, before it is there.
 */
struct PageInfo
{
    QString name; //!< For saved layouts and tests; never translated.
    Symbol symbol = Symbol::Dot;
    QString title;
    Inspection::Subscription::Kind kind = Inspection::Subscription::Kind::Top;
    std::vector<Inspection::Column> columns;
    std::vector<Inspection::Column> extra; //!< Those of them that are not shown at first.
    QString emptyHeadline; //!< What is the case when there are no rows.
    QString emptyText; //!< Why that may be.
};

/*!
 * \brief A table of what a target tells, with its title, its number of rows and its filter.
 *
 * The head is apart, to be the title bar of a dock.
 */
class Page : public QWidget
{
    Q_OBJECT

public:
    ~Page() override;

    const PageInfo &info() const { return m_info; }
    //! The title, the number of rows and the filter, in one line; belongs to the page at first.
    QWidget *head() const { return m_head; }
    //! Whether the head says the title, which it need not where a tab does.
    void setTitleShown(bool isShown);
    FilterEdit *filterEdit() const { return m_filter; }
    RowsView *view() const { return m_view; }
    Presentation *rows() const { return m_rows; }

    //! Has the probe send nothing for a time, or again. It sends nothing either while the page is
    //! out of sight.
    void setPaused(bool isPaused);
    //! Whether it is not behind another page in the same place.
    void setInFront(bool isInFront);
    //! Whether it can be seen.
    bool isInSight() const { return isVisible() && m_isInFront; }

Q_SIGNALS:
    void actorSelected(const Actors::Inspector::ActorPlace &place);
    void actorActivated(const Actors::Inspector::ActorPlace &place);
    void rowSelected(const QModelIndex &row);

protected:
    explicit Page(const PageInfo &info, QWidget *parent = nullptr);

    //! Shows how many of \a total rows there are here.
    void setCount(qint64 shown, qint64 total);
    //! Says what is wrong, until it is called with an empty text.
    void setProblem(const QString &text);
    //! Has the probe send nothing for this page, or again.
    virtual void setFlowing(bool isFlowing) = 0;
    //! The filter is another one, and valid.
    virtual void applyFilter(const QString &filter) = 0;

    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void updateFlow();
    void updateEmptyState();

    const PageInfo m_info;
    Presentation *const m_rows;
    QWidget *const m_head;
    QLabel *const m_title;
    QLabel *const m_count;
    FilterEdit *const m_filter;
    Notice *const m_notice;
    QStackedWidget *const m_stack;
    RowsView *const m_view;
    EmptyState *const m_empty;
    QAction *const m_clearFilter;
    bool m_isPaused = false;
    bool m_isInFront = true;
};

} // namespace Actors::Inspector

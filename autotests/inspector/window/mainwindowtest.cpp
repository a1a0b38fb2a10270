// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "mainwindow.h"

#include "actordetails.h"
#include "commandpalette.h"
#include "filteredit.h"
#include "letterdetails.h"
#include "page.h"
#include "presentation.h"
#include "rowsview.h"
#include "sampletarget.h"
#include "startpage.h"
#include "targetpane.h"
#include "theme.h"
#include "timeseriesplot.h"
#include "translations.h"

#include <Actors/Inspection/connection.h>
#include <Actors/Inspection/targets.h>

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QScrollArea>
#include <QSettings>
#include <QSignalSpy>
#include <QStyleOptionButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

#include <optional>

using namespace Actors;
using namespace Actors::Inspector;
using namespace Qt::StringLiterals;
using Inspection::Column;
using Kind = Inspection::Subscription::Kind;

//! A language whose words are longer than those of English, as most are.
class LongWords : public QTranslator
{
public:
    QString translate(const char *, const char *text, const char *, int) const override
    {
        const QString english = QString::fromUtf8(text);
        return u'[' + english + QString(english.size() * 2 / 5, u'ö') + u']';
    }
    bool isEmpty() const override { return false; }
};

//! Has windows speak a language as long as it lives: "en", "de" or "long words".
class Speech
{
public:
    explicit Speech(const QString &language)
    {
        if (language == u"long words"_s) {
            QCoreApplication::installTranslator(&m_longWords);
            return;
        }
        QLocale::setDefault(QLocale(language));
        m_translations.emplace(QLocale());
    }
    ~Speech() { QLocale::setDefault(QLocale(QLocale::English)); }
    Q_DISABLE_COPY_MOVE(Speech)

private:
    LongWords m_longWords;
    std::optional<Translations> m_translations;
};

//! The window with what it needs.
class Bench
{
public:
    explicit Bench(SampleTarget::Content content = SampleTarget::Content::Busy)
        : target(content)
        , targets(Inspection::RuntimeDirectory(directory.path()))
        , window(targets)
    {
        window.show();
    }

    TargetPane &attach()
    {
        Q_EMIT window.startPage()->socketChosen(target.socketPath());
        return *window.currentPane();
    }
    Page *page(const QString &name) const { return window.findChild<Page *>(name); }
    RowsView *view(const QString &name) const { return page(name)->view(); }
    QDockWidget *dock(const QString &name) const { return window.findChild<QDockWidget *>(name); }

    //! Whether a page is seen, and not behind another one's tab.
    bool isInFront(const QString &name) const
    {
        return page(name) ? page(name)->isInSight() : dock(name)->widget()->isVisible();
    }

    QTemporaryDir directory;
    SampleTarget target;
    Inspection::TargetList targets;
    MainWindow window;
};

class MainWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // The same program may run beside this one.
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
        QCoreApplication::setOrganizationName(u"libactors-tests"_s);
        QCoreApplication::setApplicationName(u"mainwindowtest"_s);
        QLocale::setDefault(QLocale(QLocale::English));
    }

    void init()
    {
        QSettings().clear();
        QApplication::setPalette(lightPalette());
    }

    void beginsWithWhatCanBeAttached()
    {
        const Bench bench;

        QVERIFY(!bench.window.currentPane());
        QVERIFY(bench.window.startPage()->isVisible());
        QVERIFY(!bench.window.commands()[Command::Pause]->isEnabled());
    }

    void showsTreeHotAndDeadLettersTogether()
    {
        Bench bench;
        bench.attach();

        for (const QString &name : {u"tree"_s, u"hot"_s, u"deadletters"_s})
            QTRY_VERIFY(bench.view(name)->isVisible() && bench.view(name)->model()->rowCount() > 0);
        QVERIFY(bench.dock(u"details"_s)->widget()->isVisible());
        QVERIFY(!bench.isInFront(u"threads"_s));
        for (const QString &name : {u"tree"_s, u"hot"_s, u"deadletters"_s, u"details"_s})
            QTRY_VERIFY(bench.isInFront(name) && bench.dock(name)->height() > 150);
    }

    void asksForNothingThatIsOutOfSight()
    {
        Bench bench;
        TargetPane &pane = bench.attach();

        QTRY_COMPARE(bench.target.flowing(Kind::Top), 1);
        QTRY_COMPARE(bench.target.flowing(Kind::Threads), 0);
        pane.showPage(u"threads"_s);
        QTRY_COMPARE(bench.target.flowing(Kind::Threads), 1);
        QTRY_COMPARE(bench.target.flowing(Kind::Top), 0);
    }

    void selectsTheHottestActorByItself()
    {
        Bench bench;
        bench.attach();
        auto *details = bench.window.findChild<ActorDetails *>();

        QTRY_COMPARE(details->place().path, u"/user/storage/db_writer"_s);
        QTRY_VERIFY(hasLabel(*details, u"handles 20/s but gets 1,240/s"_s));
    }

    void reachesEachPageByItsKey_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<QString>("name");

        const QStringList names{u"hot"_s,     u"tree"_s,    u"classes"_s, u"deadletters"_s,
                                u"details"_s, u"threads"_s, u"events"_s,  u"alarms"_s};
        for (int i = 0; i < names.size(); ++i)
            QTest::addRow("%s", qPrintable(names[i])) << int(Qt::Key_1) + i << names[i];
    }

    void reachesEachPageByItsKey()
    {
        QFETCH(const int, key);
        QFETCH(const QString, name);
        Bench bench;
        bench.attach();
        bench.window.activateWindow();
        QTRY_VERIFY(bench.window.isActiveWindow());
        QTest::keyClick(&bench.window, Qt::Key(key), Qt::ControlModifier);

        QTRY_VERIFY(bench.isInFront(name));
    }

    void keepsTheDetailsWhenAPageIsShown()
    {
        Bench bench;
        TargetPane &pane = bench.attach();
        const auto *details = bench.window.findChild<ActorDetails *>();
        QTRY_COMPARE(details->place().path, u"/user/storage/db_writer"_s);
        pane.showPage(u"threads"_s);
        QTRY_VERIFY(bench.view(u"threads"_s)->model()->rowCount() > 0);

        QCOMPARE(details->place().path, u"/user/storage/db_writer"_s);
    }

    void pausesWithTheSpaceBarOfATable()
    {
        Bench bench;
        const TargetPane &pane = bench.attach();
        bench.window.activateWindow();
        QTRY_VERIFY(bench.view(u"hot"_s)->model()->rowCount() > 0);
        bench.view(u"hot"_s)->setFocus();
        QTRY_VERIFY(bench.view(u"hot"_s)->hasFocus());
        QTest::keyClick(bench.view(u"hot"_s), Qt::Key_Space);

        QVERIFY(pane.isPaused());
        QTRY_COMPARE(bench.target.flowing(Kind::Top), 0);
        QTest::keyClick(bench.view(u"hot"_s), Qt::Key_Space);
        QVERIFY(!pane.isPaused());
        QTRY_COMPARE(bench.target.flowing(Kind::Top), 1);
    }

    void filtersInTheProbe()
    {
        Bench bench;
        bench.attach();
        QTRY_VERIFY(bench.view(u"hot"_s)->model()->rowCount() > 10);
        bench.page(u"hot"_s)->filterEdit()->enter(u"storage"_s);

        QTRY_COMPARE(bench.target.lastSubscription(Kind::Top).filter, u"storage"_s);
        QTRY_VERIFY(bench.view(u"hot"_s)->model()->rowCount() < 10);
    }

    void offersToClearAFilterThatNothingMatches()
    {
        Bench bench;
        bench.attach();
        QTRY_VERIFY(bench.view(u"hot"_s)->model()->rowCount() > 0);
        Page *hot = bench.page(u"hot"_s);
        hot->filterEdit()->enter(u"nowhere"_s);
        QTRY_VERIFY(hasLabel(*hot, u"Nothing matches the filter"_s));
        auto *clear = button(*hot, u"Clear the filter"_s);
        QVERIFY(clear);
        clear->click();

        QTRY_VERIFY(bench.view(u"hot"_s)->isVisible());
    }

    void sortsByTheHeadingThatIsClicked()
    {
        Bench bench;
        bench.attach();
        RowsView *hot = bench.view(u"hot"_s);
        QTRY_VERIFY(hot->model()->rowCount() > 0);
        const int section = hot->rows().section(Column::Busy);
        QTest::mouseClick(hot->header()->viewport(), Qt::LeftButton, {},
                          {hot->header()->sectionViewportPosition(section) + 10, 10});

        QTRY_COMPARE(bench.target.lastSubscription(Kind::Top).sort, Column::Busy);
    }

    void leadsFromADeadLetterToItsSenderAndBack()
    {
        Bench bench;
        TargetPane &pane = bench.attach();
        const auto *actor = bench.window.findChild<ActorDetails *>();
        QTRY_COMPARE(actor->place().path, u"/user/storage/db_writer"_s);
        RowsView *letters = bench.view(u"deadletters"_s);
        QTRY_VERIFY(letters->model()->rowCount() > 0);
        letters->setCurrentIndex(letters->model()->index(1, 0));
        auto *details = bench.window.findChild<LetterDetails *>();
        QTRY_VERIFY(details->isVisible());
        button(*details, u"Sender"_s)->click();
        QTRY_COMPARE(actor->place().path, u"/user/aggregator"_s);
        QVERIFY(actor->isVisible());
        QVERIFY(pane.canGoBack());
        pane.goBack();

        QTRY_COMPARE(actor->place().path, u"/user/storage/db_writer"_s);
        QVERIFY(pane.canGoForward());
    }

    void revealsAnActorInTheTree()
    {
        Bench bench;
        TargetPane &pane = bench.attach();
        RowsView *tree = bench.view(u"tree"_s);
        pane.goTo({0, u"/user/storage/journal"_s});

        QTRY_COMPARE(tree->rows().placeOf(tree->currentIndex()).path, u"/user/storage/journal"_s);
    }

    void saysThatAnActorIsGone()
    {
        Bench bench;
        TargetPane &pane = bench.attach();
        pane.goTo({0, u"/user/nobody"_s});

        QTRY_VERIFY(hasLabel(*bench.window.findChild<ActorDetails *>(), u"no living actor"_s));
    }

    void showsTheStateOfAnActorWithoutItsSecrets()
    {
        Bench bench;
        bench.attach();
        auto *details = bench.window.findChild<ActorDetails *>();
        QTRY_COMPARE(details->place().path, u"/user/storage/db_writer"_s);
        const auto *view = findView(*details, u"Properties of the actor"_s);

        QTRY_COMPARE(view->model()->rowCount(), 5);
        QCOMPARE(view->model()->index(1, 1).data().toString(), u"64"_s);
        QVERIFY(view->model()->index(4, 1).data().toString().contains(u"secret"_s));
    }

    void saysWhenTheTargetHasEnded()
    {
        Bench bench;
        TargetPane &pane = bench.attach();
        QTRY_COMPARE(pane.connection().state(), Inspection::Connection::State::Open);
        bench.target.end();

        QTRY_COMPARE(pane.connection().state(), Inspection::Connection::State::Closed);
        QTRY_VERIFY(button(pane, u"Attach again"_s)
                    && button(pane, u"Attach again"_s)->isVisible());
    }

    void saysWhatIsWrongWithASocket()
    {
        Bench bench;
        Q_EMIT bench.window.startPage()->socketChosen(bench.directory.filePath(u"none.sock"_s));
        TargetPane *pane = bench.window.currentPane();

        QTRY_COMPARE(pane->connection().state(), Inspection::Connection::State::Closed);
        QTRY_VERIFY(hasLabel(*pane, pane->connection().error().text));
    }

    void runsACommandOfThePalette()
    {
        Bench bench;
        bench.attach();
        bench.window.commands()[Command::Palette]->trigger();
        auto *palette = bench.window.findChild<CommandPalette *>();
        QVERIFY(palette);
        QTest::keyClicks(palette->findChild<QLineEdit *>(), u"thr"_s);
        QTest::keyClick(palette->findChild<QLineEdit *>(), Qt::Key_Return);

        QTRY_VERIFY(bench.isInFront(u"threads"_s));
    }

    void keepsTheLayoutOfEachProgram()
    {
        {
            Bench bench;
            bench.attach();
            QTRY_VERIFY(bench.view(u"hot"_s)->model()->rowCount() > 0);
            bench.view(u"hot"_s)->setColumnHidden(1, false);
        }
        Bench bench;
        TargetPane &pane = bench.attach();
        QTRY_COMPARE(pane.connection().state(), Inspection::Connection::State::Open);

        QTRY_VERIFY(!bench.view(u"hot"_s)->isColumnHidden(1));
    }

    void hasModelsThatKeepTheirPromises()
    {
        Bench bench;
        bench.attach();
        for (const QString &name : {u"hot"_s, u"tree"_s, u"deadletters"_s}) {
            auto *rows = bench.page(name)->rows();
            new QAbstractItemModelTester(
                rows, QAbstractItemModelTester::FailureReportingMode::Fatal, rows);
            QTRY_VERIFY(rows->rowCount() > 0);
        }
    }

    void namesEveryWidgetThatTakesTheFocus()
    {
        Bench bench;
        bench.attach();
        QTRY_VERIFY(bench.view(u"hot"_s)->model()->rowCount() > 0);

        for (const QWidget *widget : bench.window.findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible()
                || widget->objectName().startsWith(u"qt_"_s))
                continue;
            const auto *itsButton = qobject_cast<const QAbstractButton *>(widget);
            const bool isNamed = !widget->accessibleName().isEmpty()
                || (itsButton && !(itsButton->text() + itsButton->toolTip()).isEmpty())
                || qobject_cast<const QTabBar *>(widget) || qobject_cast<const QLabel *>(widget)
                || qobject_cast<const QAbstractScrollArea *>(widget->parentWidget())
                || qobject_cast<const QScrollArea *>(widget);
            QVERIFY2(isNamed, widget->metaObject()->className());
        }
    }

    void cutsNoWordsOff_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<bool>("isAttached");

        for (const QString &language : {u"en"_s, u"de"_s, u"long words"_s}) {
            QTest::addRow("%s, nothing attached", qPrintable(language)) << language << false;
            QTest::addRow("%s, attached", qPrintable(language)) << language << true;
        }
    }

    void cutsNoWordsOff()
    {
        QFETCH(const QString, language);
        QFETCH(const bool, isAttached);
        const Speech speech(language);
        Bench bench;
        bench.window.resize(1280, 800);
        QStringList pages{u"hot"_s};
        if (isAttached) {
            bench.attach();
            QTRY_VERIFY(bench.view(u"hot"_s)->model()->rowCount() > 0);
            QTRY_VERIFY(!bench.window.findChild<ActorDetails *>()->place().isNull());
            pages = QStringList{u"hot"_s,         u"classes"_s, u"threads"_s,
                                u"deadletters"_s, u"events"_s,  u"alarms"_s};
        }
        for (const QString &name : pages) {
            if (isAttached)
                bench.window.currentPane()->showPage(name);
            QTRY_COMPARE(cutWords(bench.window), QStringList());
        }
    }

    void givesEachEntryOfAMenuAMnemonicOfItsOwn_data()
    {
        QTest::addColumn<QString>("language");

        QTest::newRow("English") << u"en"_s;
        QTest::newRow("German") << u"de"_s;
    }

    void givesEachEntryOfAMenuAMnemonicOfItsOwn()
    {
        QFETCH(const QString, language);
        const Speech speech(language);
        Bench bench;
        TargetPane &pane = bench.attach();
        const QMenuBar *bar = bench.window.menuBar();
        QList<QList<QAction *>> menus{bar->actions()};
        for (const QAction *title : bar->actions())
            menus.append(title->menu()->actions());

        for (const bool isPaused : {false, true}) {
            pane.setPaused(isPaused);
            for (const QList<QAction *> &entries : std::as_const(menus)) {
                QList<QKeySequence> taken;
                for (const QAction *entry : entries) {
                    if (entry->isSeparator())
                        continue;
                    const QKeySequence mnemonic = QKeySequence::mnemonic(entry->text());
                    QVERIFY2(!mnemonic.isEmpty(), qPrintable(entry->text()));
                    QVERIFY2(!taken.contains(mnemonic), qPrintable(entry->text()));
                    taken.append(mnemonic);
                }
            }
        }
    }

    void paintsEveryPage_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("look");

        for (const QString &language : {u"en"_s, u"de"_s}) {
            for (const QString &look : {u"light"_s, u"dark"_s})
                QTest::addRow("%s-%s", qPrintable(language), qPrintable(look)) << language << look;
        }
    }

    //! Writes pictures of all pages into the directory ACTORS_SCREENSHOTS, if it is set.
    void paintsEveryPage()
    {
        QFETCH(const QString, language);
        QFETCH(const QString, look);
        const Speech speech(language);
        const QString style = language + u'-' + look;
        QApplication::setPalette(look == u"dark"_s ? darkPalette() : lightPalette());
        {
            Bench bench;
            bench.window.resize(1280, 800);
            picture(bench.window, style, u"start"_s);
            bench.window.startPage()->setTargets(
                {Inspection::Target{4711, 1, u"robotd"_s, 0, u"a"_s},
                 Inspection::Target{5120, 1, u"hmi"_s, 0, u"b"_s}});
            picture(bench.window, style, u"start-targets"_s);
        }
        {
            Bench bench(SampleTarget::Content::Empty);
            bench.window.resize(1280, 800);
            bench.attach();
            QTRY_VERIFY(hasLabel(bench.window, MainWindow::tr("read-only")));
            picture(bench.window, style, u"empty"_s);
        }
        Bench bench;
        bench.window.resize(1280, 800);
        TargetPane &pane = bench.attach();
        QTRY_VERIFY(hasLabel(*bench.window.findChild<ActorDetails *>(),
                             QLocale().toString(1240) + u"/s"_s));
        QTRY_VERIFY(bench.view(u"deadletters"_s)->model()->rowCount() > 0);
        picture(bench.window, style, u"hot"_s);
        auto *tabs = bench.window.findChild<ActorDetails *>()->findChild<QTabWidget *>();
        for (int tab = 1; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            QCoreApplication::processEvents();
            picture(bench.window, style, u"details-%1"_s.arg(tab));
        }
        tabs->setCurrentIndex(0);
        for (const QString &name : {u"classes"_s, u"threads"_s, u"events"_s, u"alarms"_s}) {
            pane.showPage(name);
            QTRY_VERIFY(bench.view(name)->model()->rowCount() > 0);
            picture(bench.window, style, name);
        }
        pane.showPage(u"hot"_s);
        pane.showPage(u"deadletters"_s);
        bench.view(u"deadletters"_s)
            ->setCurrentIndex(bench.view(u"deadletters"_s)->model()->index(0, 0));
        picture(bench.window, style, u"deadletters"_s);
        bench.page(u"hot"_s)->filterEdit()->enter(u"depth>10 class:"_s);
        picture(bench.window, style, u"filter-error"_s);
        bench.page(u"hot"_s)->filterEdit()->enter({});
        bench.window.commands()[Command::Palette]->trigger();
        auto *commands = bench.window.findChild<CommandPalette *>();
        save(commands->grab(), style, u"palette"_s);
        commands->close();
        bench.target.end();
        QTRY_COMPARE(pane.connection().state(), Inspection::Connection::State::Closed);
        picture(bench.window, style, u"ended"_s);
    }

private:
    static bool hasLabel(const QWidget &parent, const QString &part)
    {
        for (const QLabel *label : parent.findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(part))
                return true;
        }
        return false;
    }

    static QAbstractButton *button(const QWidget &parent, const QString &text)
    {
        for (QAbstractButton *each : parent.findChildren<QAbstractButton *>()) {
            if (QString(each->text()).remove(u'&') == text)
                return each;
        }
        return nullptr;
    }

    static QTreeView *findView(const QWidget &parent, const QString &name)
    {
        for (QTreeView *view : parent.findChildren<QTreeView *>()) {
            if (view->accessibleName() == name)
                return view;
        }
        return nullptr;
    }

    //! The words of the window, not of the target, that have less room than they need.
    static QStringList cutWords(const QWidget &window)
    {
        QStringList cut;
        for (const QWidget *widget : window.findChildren<QWidget *>()) {
            if (!widget->isVisible() || widget->visibleRegion().isEmpty())
                continue;
            const QFontMetrics metrics = widget->fontMetrics();
            if (const auto *label = qobject_cast<const QLabel *>(widget)) {
                const bool fits = label->wordWrap()
                    ? label->height() >= label->heightForWidth(label->width())
                    : label->width() >= label->minimumSizeHint().width();
                if (!fits)
                    cut.append(u"label: "_s + label->text());
            } else if (const auto *pushed = qobject_cast<const QAbstractButton *>(widget)) {
                if (pushed->width() < pushed->sizeHint().width() && !pushed->text().isEmpty())
                    cut.append(u"button: "_s + pushed->text());
            } else if (const auto *bar = qobject_cast<const QTabBar *>(widget)) {
                for (int tab = 0; tab < bar->count(); ++tab) {
                    if (bar->tabRect(tab).width() < metrics.horizontalAdvance(bar->tabText(tab))
                        || bar->tabRect(tab).right() > bar->width())
                        cut.append(u"tab: "_s + bar->tabText(tab));
                }
            } else if (const auto *header = qobject_cast<const QHeaderView *>(widget)) {
                for (int section = 0; section < header->count(); ++section) {
                    const QString title =
                        header->model()->headerData(section, Qt::Horizontal).toString();
                    if (!header->isSectionHidden(section)
                        && header->sectionSize(section) < header->sectionSizeHint(section))
                        cut.append(u"heading: "_s + title);
                }
            } else if (const auto *plot = qobject_cast<const TimeSeriesPlot *>(widget)) {
                if (plot->width() < plot->minimumSizeHint().width())
                    cut.append(u"plot: "_s + plot->accessibleName());
            } else if (const auto *edit = qobject_cast<const QLineEdit *>(widget)) {
                const QMargins margins = edit->textMargins();
                if (edit->text().isEmpty()
                    && edit->width() - 2 * 24 - margins.left() - margins.right()
                        < metrics.horizontalAdvance(edit->placeholderText()))
                    cut.append(u"placeholder: "_s + edit->placeholderText());
            }
        }
        return cut;
    }

    static void save(const QPixmap &pixmap, const QString &style, const QString &name)
    {
        QVERIFY(!pixmap.isNull());
        const QString directory = qEnvironmentVariable("ACTORS_SCREENSHOTS");
        if (!directory.isEmpty()) {
            QVERIFY(QDir().mkpath(directory));
            QVERIFY(pixmap.save(directory + u'/' + name + u'-' + style + u".png"_s));
        }
    }

    static void picture(MainWindow &window, const QString &style, const QString &name)
    {
        QCoreApplication::processEvents();
        save(window.grab(), style, name);
    }

    QTemporaryDir m_settings;
};

QTEST_MAIN(MainWindowTest)
#include "mainwindowtest.moc"

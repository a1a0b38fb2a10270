// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "explainingsupervisor.h"

namespace Banking {

//! \brief Supervises the Bank: accounts that do not exist, owners without a name.
class BankSupervisor : public ExplainingSupervisor
{
    Q_OBJECT

protected:
    QString suggestion(const BankError &error, const Request &request) const override;
};

} // namespace Banking

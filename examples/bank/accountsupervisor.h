// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "explainingsupervisor.h"

namespace Banking {

//! \brief Supervises the Accounts: amounts that cannot be moved.
class AccountSupervisor : public ExplainingSupervisor
{
    Q_OBJECT

protected:
    QString suggestion(const BankError &error, const Request &request) const override;
};

} // namespace Banking

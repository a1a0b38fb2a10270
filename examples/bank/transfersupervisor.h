// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "explainingsupervisor.h"

namespace Banking {

//! \brief Supervises the TransferCoordinator: transfers that make no sense.
class TransferSupervisor : public ExplainingSupervisor
{
    Q_OBJECT

protected:
    QString suggestion(const BankError &error, const Request &request) const override;
};

} // namespace Banking

# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT

# cmake -DBANK=<program> -DSCRIPT=<script> -P checkdemo.cmake
# Runs the script as the demonstration and through a pipe, and checks the key lines.

function(check what)
    foreach(line IN LISTS ARGN)
        string(FIND "${output}" "${line}" at)
        if(at EQUAL -1)
            message(FATAL_ERROR "${what}: this line is missing: ${line}\nThe output was:\n${output}")
        endif()
    endforeach()
endfunction()

function(run what)
    execute_process(${ARGN} OUTPUT_VARIABLE output ERROR_VARIABLE errors RESULT_VARIABLE status)
    if(NOT status EQUAL 0 OR NOT errors STREQUAL "")
        message(FATAL_ERROR "${what}: status ${status}\n${errors}\n${output}")
    endif()
    set(output "${output}" PARENT_SCOPE)
endfunction()

set(answers
    "T-1: 30.00 from A-1 to A-2, completed"
    "Suggestion: withdraw 44.75 or less, or first: deposit A-2 455.25"
    "Supervisor: account-supervisor resumes /user/bank/A-2, which keeps its state"
    "A-2 (Bob) holds 44.75"
    "attempt 1 of 3 (there is no account A-9)"
    "attempt 2 of 3 (there is no account A-9)"
    "T-2: 25.00 from A-1 to A-9, refunded after attempt 3 of 3 (there is no account A-9)"
    "T-3: 10.00 from A-2 to A-3, refunded after attempt 3 of 3 (A-3 is closed)"
)

run("bank --demo" COMMAND "${BANK}" --demo "${SCRIPT}")
check("bank --demo" ${answers}
    "#5  refund            +25.00  balance     120.00  of T-2: there is no account A-9"
    "account-supervisor   has resumed 2 times"
    "    A-1  Banking::Account  running  depth 0"
    "Banking::Account::deposit(500) to /user/bank/A-3 from /user/teller: ActorStopped"
    "10 dead letters: 6 HandlerFailed, 4 ActorStopped"
)

run("bank < script" COMMAND "${BANK}" INPUT_FILE "${SCRIPT}")
check("bank < script" ${answers})

execute_process(COMMAND "${BANK}" --demo "${SCRIPT}.no" ERROR_VARIABLE output RESULT_VARIABLE status)
if(status EQUAL 0)
    message(FATAL_ERROR "a script that does not exist was run")
endif()
check("bank --demo <no script>" "cannot read the script" "Name a text file")

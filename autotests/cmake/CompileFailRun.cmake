# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT

# Run by the tests of actors_add_compile_fail_test: COMPILER, FLAGS, SOURCE, [DEFINE, EXPECT].

set(command ${COMPILER} @${FLAGS} -fsyntax-only)
if(DEFINE)
    list(APPEND command -D${DEFINE})
endif()
execute_process(COMMAND ${command} ${SOURCE}
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT DEFINE)
    if(NOT result EQUAL 0)
        message(FATAL_ERROR "${SOURCE} must compile as long as no case is defined, but:\n${output}")
    endif()
    return()
endif()
if(result EQUAL 0)
    message(FATAL_ERROR "${SOURCE} compiles with ${DEFINE}, but must not")
endif()
# Compilers break long texts over lines and quote a source line; we look for our text on one line.
string(REGEX REPLACE "[ \n]+" " " flat "${output}")
if(NOT flat MATCHES "${EXPECT}")
    message(FATAL_ERROR
        "${SOURCE} does not compile with ${DEFINE}, which is right, but the output lacks\n"
        "    ${EXPECT}\nIt is:\n${output}")
endif()

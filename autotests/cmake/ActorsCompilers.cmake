# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT

# The compiler of this tree and, where there is one, the other of g++ and clang++.
function(actors_compilers result)
    set(compilers ${CMAKE_CXX_COMPILER})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        find_program(ACTORS_OTHER_COMPILER NAMES clang++-14 clang++)
    else()
        find_program(ACTORS_OTHER_COMPILER NAMES g++-12 g++)
    endif()
    if(ACTORS_OTHER_COMPILER)
        list(APPEND compilers ${ACTORS_OTHER_COMPILER})
    endif()
    set(${result} ${compilers} PARENT_SCOPE)
endfunction()

# actors_interface_flags(<file> LIBRARIES ...)
#
# Writes the compiler flags of a user of LIBRARIES to <file>, to be given as @<file>.
function(actors_interface_flags file)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LIBRARIES")
    get_filename_component(base ${file} NAME_WE)
    set(probe interface_of_${base})
    file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${probe}.cpp CONTENT "\n")
    add_library(${probe} OBJECT EXCLUDE_FROM_ALL ${CMAKE_CURRENT_BINARY_DIR}/${probe}.cpp)
    set_target_properties(${probe} PROPERTIES AUTOMOC OFF)
    target_link_libraries(${probe} PRIVATE ${arg_LIBRARIES})
    set(includes $<REMOVE_DUPLICATES:$<TARGET_PROPERTY:${probe},INCLUDE_DIRECTORIES>>)
    set(ours $<FILTER:${includes},INCLUDE,^${PROJECT_BINARY_DIR}>)
    set(theirs $<FILTER:${includes},EXCLUDE,^${PROJECT_BINARY_DIR}>)
    set(definitions $<TARGET_PROPERTY:${probe},COMPILE_DEFINITIONS>)
    file(GENERATE OUTPUT ${file} CONTENT
"-std=c++20
-fPIC
$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},
-D>>
$<$<BOOL:${ours}>:-I$<JOIN:${ours},
-I>>
$<$<BOOL:${theirs}>:-isystem
$<JOIN:${theirs},
-isystem
>>
")
endfunction()

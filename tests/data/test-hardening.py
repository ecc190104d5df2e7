# SPDX-License-Identifier: GPL-3.0-or-later
"""What the compiler and the linker were asked for is in the programs that were built."""

import pathlib
import platform
import re
import subprocess
import sys

import tap

PROGRAMS = [pathlib.Path(argument) for argument in sys.argv[1:]]


def readelf(option, program):
    return subprocess.run(["readelf", "--wide", option, program], check=True, capture_output=True, text=True).stdout


def imports(program):
    return {match.group(1) for match in re.finditer(r"\bUND (\w+)", readelf("--dyn-syms", program))}


def check_each(check):
    assert PROGRAMS
    for program in PROGRAMS:
        assert check(program), program.name


def test_position_independent():
    check_each(lambda program: re.search(r"Type:\s+DYN", readelf("--file-header", program)) and re.search(r"FLAGS_1.*\bPIE\b", readelf("--dynamic", program)))


def test_relocations_are_read_only_from_the_start():
    check_each(lambda program: "GNU_RELRO" in readelf("--program-headers", program))
    check_each(lambda program: re.search(r"\bBIND_NOW\b|FLAGS_1.*\bNOW\b", readelf("--dynamic", program)))


def test_stack_and_code():
    check_each(lambda program: re.search(r"GNU_STACK.* RW ", readelf("--program-headers", program)))
    check_each(lambda program: not re.search(r"LOAD.* RWE ", readelf("--program-headers", program)))


def test_stack_protector():
    check_each(lambda program: "__stack_chk_fail" in imports(program))


def test_fortified_functions():
    # A program that calls none of them has nothing to fortify; of these, one at least has.
    fortified = {name for program in PROGRAMS for name in imports(program) if name.endswith("_chk")}
    assert fortified, "no program calls a fortified function"


def disassemble_main(program):
    return subprocess.run(["objdump", "--disassemble=main", program], check=True, capture_output=True, text=True).stdout


def test_indirect_branches():
    if platform.machine() != "x86_64":
        tap.skip("only x86-64 has landing marks")
    # Every function begins with a landing mark. Whether the program says so as a whole is up to the C library's own objects.
    check_each(lambda program: "endbr64" in disassemble_main(program))


def test_arguments_are_checked():
    # Without these, g_return_if_fail() would have been compiled away.
    check_each(lambda program: "g_return_if_fail_warning" in imports(program))


def test_no_search_path_for_libraries():
    check_each(lambda program: not re.search(r"\((RPATH|RUNPATH)\)", readelf("--dynamic", program)))


tap.main(globals())

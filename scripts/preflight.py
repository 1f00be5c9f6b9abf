"""Check, before pip runs, that this machine can install the project; say in one sentence what is missing.

    python scripts/preflight.py .venv               check (nothing is printed when all is well)
    python scripts/preflight.py .venv --run CMD..   run CMD with what the rule engine's build needs

Standard library only, and old syntax only: it must start under the Python it complains about.
The rule engine comes as C source. Its build drops Python's own optimisation, and since Python 3.13 a
function it calls has only its newer name; both are mended through CPPFLAGS.
"""

import os
import shutil
import subprocess
import sys
import tempfile

OLDEST = (3, 11)
ANOTHER = "or name another Python, as in 'make run PYTHON=python3.12'."


def python_problem(venv):
    """Return what is wrong with this Python, or None."""
    if sys.version_info < OLDEST:
        found = "%s is %d.%d.%d" % ((sys.executable,) + tuple(sys.version_info[:3]))
        return "Python 3.11 or newer is needed, but %s: install one %s" % (found, ANOTHER)
    if succeeds([venv_python(venv), "-m", "pip", "--version"]):
        return None
    try:
        import ensurepip  # noqa: F401
        import venv as _  # noqa: F401
    except ImportError:
        return (
            "This Python (%s) cannot make virtual environments: install its 'venv' part "
            "(Debian, Ubuntu: apt install python3-venv) %s" % (sys.executable, ANOTHER)
        )
    return None


def build_problem(venv):
    """Return what is missing for building the rule engine, or None."""
    if os.name == "nt" or succeeds([venv_python(venv), "-c", "import durable_rules_engine"]):
        return None
    compiler = working_compiler()
    if not compiler:
        return (
            "No working C compiler was found, and the rule engine is built from C source: install one "
            "(Debian, Ubuntu: apt install build-essential; macOS: xcode-select --install) or set CC."
        )
    import sysconfig

    header = os.path.join(sysconfig.get_path("include"), "Python.h")
    if not os.path.exists(header):
        return (
            "The C headers of this Python (%s) are missing: install them (Debian, Ubuntu: apt install "
            "python3-dev; Fedora: dnf install python3-devel) %s" % (header, ANOTHER)
        )
    if not compiles(compiler, "#include <Python.h>\n", ["-I" + os.path.dirname(header)]):
        return (
            "The C compiler '%s' cannot use Python.h: install the C library's headers "
            "(Debian, Ubuntu: apt install build-essential)." % " ".join(compiler)
        )
    return None


def working_compiler():
    """Return the command of the first C compiler that compiles something, or None."""
    import sysconfig

    chosen = [os.environ["CC"]] if os.environ.get("CC") else []
    for name in chosen or [sysconfig.get_config_var("CC") or "cc", "cc", "gcc", "clang"]:
        command = name.split()
        if command and shutil.which(command[0]) and compiles(command, "int one(void) { return 1; }\n"):
            return command
    return None


def compiles(compiler, source, options=()):
    """Say whether the compiler turns `source` into an object file."""
    folder = tempfile.mkdtemp()
    try:
        path = os.path.join(folder, "try.c")
        with open(path, "w") as file:
            file.write(source)
        return succeeds(compiler + list(options) + ["-c", path, "-o", path + ".o"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def succeeds(command):
    """Say whether a command can be run and ends well."""
    try:
        with open(os.devnull, "w") as nowhere:
            return subprocess.call(command, stdout=nowhere, stderr=nowhere) == 0
    except OSError:
        return False


def venv_python(venv):
    """Return the path of a virtual environment's Python."""
    return os.path.join(venv, "bin", "python")


def build_environment():
    """Return the environment in which pip can build the rule engine, and build it optimised."""
    environment = dict(os.environ)
    flags = ["-O2"]
    if sys.version_info >= (3, 13):
        flags.append("-DPyEval_CallObject=PyObject_CallObject")
    environment["CPPFLAGS"] = " ".join(flags + [environment.get("CPPFLAGS", "")]).strip()
    compiler = working_compiler()
    if compiler:
        environment.setdefault("CC", " ".join(compiler))
    return environment


def main(arguments):
    """Check, or run a command in the build's environment; return the exit code."""
    venv = arguments[0] if arguments else ".venv"
    if arguments[1:2] == ["--run"]:
        return subprocess.call(arguments[2:], env=build_environment())
    problem = python_problem(venv) or build_problem(venv)
    if problem:
        sys.stderr.write(problem + "\n")
    return 1 if problem else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

# SPDX-License-Identifier: GPL-2.0-only
"""Facts, one line each, and their count."""
import contextlib

passed, failed = [], []


@contextlib.contextmanager
def fact(sentence):
    trouble = None
    try:
        yield
    except (AssertionError, OSError) as error:
        trouble = str(error) or type(error).__name__
    (failed if trouble else passed).append(sentence)
    print(f'{"not ok" if trouble else "ok"} {len(passed) + len(failed)} - {sentence}', flush=True)
    if trouble:
        print(f'# {trouble}', flush=True)


def attempt(group, *arguments):
    """A group of facts; what goes wrong between two of them is one more that failed."""
    try:
        group(*arguments)
    except Exception as error:
        with fact(f'{group.__name__}{arguments} comes to its end'):
            raise AssertionError(repr(error)) from None


def same(seen, wanted, what=''):
    assert seen == wanted, f'{what}{" is " if what else ""}{seen!r}, not {wanted!r}'


def finish():
    """Prints the count; the exit status."""
    print(f'1..{len(passed) + len(failed)}')
    print(f'{len(passed)} passed, {len(failed)} failed')
    return 1 if failed else 0

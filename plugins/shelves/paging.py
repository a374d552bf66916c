"""A long shelf in pages; an old page keeps its address and its articles for good."""

from __future__ import annotations

from itertools import groupby

from plugins.addresses import address
from plugins.shelf_models import Shelf, ShelfPage

MOST = 60  # articles on a page; the newest page holds up to twice as many, less one


def in_pages(shelf: Shelf) -> tuple[ShelfPage, ...]:
    """The newest page first, at the shelf's own address.

    Older pages are numbered from the oldest, so a new article changes the newest page alone.
    """
    count = len(shelf.articles)
    older = max(0, count // MOST - 1)
    first_old = count - older * MOST
    pieces = [shelf.articles[:first_old]]
    pieces += [shelf.articles[at : at + MOST] for at in range(first_old, count, MOST)]
    paths = [shelf.path, *(f"{shelf.path}{number}/" for number in range(older, 0, -1))]
    urls = ["", *(address(shelf.language, path) for path in paths), ""]
    return tuple(
        ShelfPage(
            shelf=shelf,
            path=path,
            by_issue=tuple(
                (issue, tuple(inside))
                for issue, inside in groupby(piece, key=lambda article: article.issue)
                if issue
            ),
            newer=urls[place],
            older=urls[place + 2],
        )
        for place, (path, piece) in enumerate(zip(paths, pieces, strict=True))
    )

"""The county a point lies in, by the county map of the npm package us-atlas."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path


class CountyMap:
    """County polygons of a TopoJSON file: which county a point lies in."""

    def __init__(self, path: Path) -> None:
        topo = json.loads(path.read_text())
        (sx, sy), (tx, ty) = topo["transform"]["scale"], topo["transform"]["translate"]
        arcs = []
        for arc in topo["arcs"]:
            x = y = 0
            points = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                points.append((x * sx + tx, y * sy + ty))
            arcs.append(points)
        self.grid: dict[tuple[int, int], list[tuple[str, list[list[tuple[float, float]]]]]] = (
            defaultdict(list)
        )
        for shape in topo["objects"]["counties"]["geometries"]:
            polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
            for polygon in polygons:
                self._add(shape["id"], [self._ring(arcs, ring) for ring in polygon])

    @staticmethod
    def _ring(arcs: list, ring: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for index in ring:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += arc[1:] if points else arc
        return points

    def _add(self, fips: str, rings: list) -> None:
        xs, ys = [p[0] for p in rings[0]], [p[1] for p in rings[0]]
        for x in range(int(min(xs)) - 1, int(max(xs)) + 1):
            for y in range(int(min(ys)) - 1, int(max(ys)) + 1):
                self.grid[x, y].append((fips, rings))

    def at(self, lon: float, lat: float) -> str | None:
        """The FIPS code of the county a point lies in, or None."""
        for fips, rings in self.grid.get((int(lon // 1), int(lat // 1)), []):
            if sum(inside(ring, lon, lat) for ring in rings) % 2:
                return fips
        return None


def inside(ring: list[tuple[float, float]], x: float, y: float) -> bool:
    """Whether a ring of points holds this one."""
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd

"""One seat's reading of a moment: how it stands itself, and what it expects others to do."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

from engine.rules.calls import called
from engine.rules.glance import Shares, Standing, glance
from engine.rules.scene import Scene, Thoughts
from engine.rules.sight import Invited, Sight
from engine.rules.sums import added
from engine.rules.tables import Play
from engine.rules.world import World


class Outlook:
    """What `viewer` makes of the state as it is, of a scene where one is given.

    Without one, a scene is only made where it is needed: to look ahead, or to tell who may answer.
    """

    def __init__(
        self, thoughts: Thoughts, world: World, viewer: str, scene: Scene | None = None
    ) -> None:
        self.thoughts, self.world, self.viewer = thoughts, world, viewer
        self.tables = thoughts.tables
        self.side = self.tables.sides[viewer]
        self._scene = scene
        sights = () if scene is None else scene.sights
        found = [sight for sight in sights if sight.viewer == viewer]
        self.sight = found[0] if found else Sight(self.tables, world, viewer)
        self.facts = self.sight.facts

    @property
    def scene(self) -> Scene:
        """The scene it is an outlook on, made now where there was none."""
        if self._scene is None:
            self._scene = Scene(self.thoughts, self.world, [self.viewer])
        return self._scene

    def standing(self, level: int) -> Standing:
        """Return how the viewer stands if it looks `level` steps ahead."""
        if level == 0:
            return glance(self.sight, self.thoughts.touched[self.viewer])
        scene, v = self.scene, self.scene.seats.index(self.viewer)
        found, a = scene.reckon(level), scene.own[v]
        plays, motives = len(self.side.plays), len(self.side.aims)

        def made_of() -> tuple[Shares, Shares | None]:
            own: Shares = found.own[:motives, v, :plays].T.tolist()
            return own, None if found.ahead is None else found.ahead[:motives, v, :plays].T.tolist()

        return Standing(
            side=self.side,
            possible=scene.possible[v, a, :plays].tolist(),
            utility=found.utility[v, :plays].tolist(),
            invited=self.bonuses(),
            made_of=made_of,
        )

    def bonuses(self) -> Invited:
        """Return what open windows bring the viewer's plays."""
        return self.sight.bonuses(self.side)

    def called(self, play: Play) -> dict[str, dict[int, float]]:
        """Return by actor the bonuses one of the viewer's plays would open, by play."""
        return called(self.tables, self.side, play.id)

    def chances(
        self, actor: str, level: int, bonuses: Mapping[int, float] | None = None
    ) -> list[float]:
        """Return P by play of an actor, `bonuses` those a move would open, by play."""
        scene = self.scene
        found, at = scene.expect(level), scene.place(self.viewer, actor)
        a, v = scene.arrays.at[actor], scene.seats.index(self.viewer)
        side = self.tables.sides[actor]
        weights = found.weight[at, : len(side.plays)].tolist()
        answers = set(bonuses or ())
        if answers and side.noun.decision.must_move and answers <= set(side.answers):
            weights = [0.0] * len(weights)
        for play, bonus in (bonuses or {}).items():
            if scene.open[v, a, play]:
                raised = found.utility[at, play] + bonus - found.best[at]
                weights[play] = exp(side.precision * raised)
        total = added(weights)
        return [weight / total for weight in weights] if total else weights

    def likelihood(self, actor: str, kind: str, play: int) -> float:
        """Return how likely an actor of a type was to make a play, looking at no one else.

        Beside it stand the plays without a precondition: the others may not have been open.
        """
        side, pair = self.tables.sides[actor], self.scene.place(self.viewer, actor)
        (weights, totals), number = self.scene.as_types(), side.types[kind]
        weight, total = weights[number][pair][play], totals[number][pair]
        return weight / (total if side.plays[play].requires is None else total + weight)

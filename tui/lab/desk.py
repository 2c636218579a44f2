"""What the Batch screen stands on: folders, what is told while they run, what was read of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from shlex import quote
from typing import Literal

from batch.aside import Aside
from batch.compare.clouds import Cloud, shortened_names
from batch.compare.shares import Share
from batch.compare.whole import Comparison
from batch.plan import Arm, Study
from batch.results import Results
from batch.runner import Failed
from batch.watched import How, News, watch
from reports.comparison.gathered import Gathered, Wish, gather
from reports.comparison.stories import Story
from reports.comparison.wording import outcome_name, what_is_set
from reports.names import Names
from reports.wording import counted, plain, words

State = Literal["running", "stopping", "stopped", "complete"]


@dataclass
class Lab:
    """Batches on the screen: one that may run, or several that have."""

    folders: tuple[Path, ...]
    study: Study
    state: State
    wish: Wish = field(default_factory=Wish)
    how: How = field(default_factory=How)
    news: News | None = None
    gathered: Gathered | None = None
    stories: tuple[Story, ...] | None = None
    fault: str = ""
    """Why the batch has come to an end before its time."""
    unread: str = ""
    """Why what is written could not be read."""
    reading: str = ""
    """What is being read or compared."""
    by_arm: bool = False
    aside: Aside | None = None
    """The process that runs the batch."""
    reader: Aside | None = None
    """The process that reads what is written."""
    _names: Names | None = None

    @property
    def folder(self) -> Path:
        """The folder, or the first of several."""
        return self.folders[0]

    @property
    def running(self) -> bool:
        """Whether the batch is being run."""
        return self.state in ("running", "stopping")

    @property
    def again(self) -> str:
        """The command that goes on with it."""
        return f"whitecell batch --resume --out {quote(str(self.folder))}"

    @property
    def title(self) -> str:
        """What the batch is about."""
        titles = dict.fromkeys(plain(source.title) for source in self.study.sources.values())
        return plain(self.study.title) or " and ".join(titles)

    # --- processes -------------------------------------------------------------------------------

    def run(self) -> None:
        """Run the batch from wherever it is."""
        self.state, self.fault, self.news = "running", "", None
        self.aside = Aside(watch, self.folder, self.how)
        self.aside.start()

    def read(self) -> None:
        """Read what is written; what was being read is given up."""
        if self.reader is not None:
            self.reader.kill()
        self.unread = self.reading = ""
        self.reader = Aside(gather, self.folders, self.wish)
        self.reader.start()

    def stop(self) -> None:
        """Tell the batch to stop in good order."""
        if self.aside is not None and self.running:
            self.state = "stopping"
            self.aside.stop()

    def close(self, patience: float) -> bool:
        """Stop everything and wait a while; tell whether the batch has stopped."""
        if self.reader is not None:
            self.reader.kill()
        self.stop()
        return self.aside is None or self.aside.wait(patience)

    # --- what there is to say --------------------------------------------------------------------

    @property
    def comparison(self) -> Comparison | None:
        """The arms held against one another, once they are read."""
        return self.gathered.comparison if self.gathered else None

    @property
    def live(self) -> bool:
        """Whether the shares are those of the running batch."""
        return self.news is not None and (self.running or self.comparison is None)

    @property
    def names(self) -> Mapping[str, str]:
        """The arms' short names by label."""
        if self.comparison is not None:
            return self.comparison.names
        names = shortened_names(self.study.arms)
        return {arm.label: names[arm.index] for arm in self.study.arms}

    @property
    def shares(self) -> tuple[Share, ...]:
        """Every arm's share of every class: so far, or as they were read."""
        if self.live and self.news is not None:
            return self.news.shares
        return self.comparison.shares if self.comparison else ()

    @property
    def failed(self) -> int:
        """How many runs have failed."""
        told = self.news.failed if self.news else 0
        return max(told, self.gathered.failed if self.gathered else 0)

    @property
    def failures(self) -> tuple[tuple[Path, Failed], ...]:
        """The first runs that failed, each with its folder."""
        read = self.gathered.failures if self.gathered else ()
        known = {(folder, each.run) for folder, each in read}
        fresh = ((self.folder, each) for each in (self.news.failures if self.news else ()))
        return (*read, *(each for each in fresh if (each[0], each[1].run) not in known))

    def means(self, outcome: str) -> str:
        """Return what an outcome class is, in its scenario's words."""
        known = dict(pair for source in self.study.sources.values() for pair in source.outcomes)
        return known.get(outcome, "")

    def cloud(self, label: str) -> Cloud | None:
        """Return an arm's runs, once they are read."""
        clouds = self.comparison.clouds if self.comparison else ()
        return next((cloud for cloud in clouds if cloud.label == label), None)

    def arm(self, label: str) -> Arm | None:
        """Return an arm by its label."""
        cloud = self.cloud(label)
        found = (arm for arm in self.study.arms if arm.label == label)
        return cloud.arm if cloud else next(found, None)

    def sets(self, arm: Arm) -> str:
        """Return what an arm sets, as far as its scenario is read."""
        read = self.gathered
        scenario = read.scenarios.get(arm.scenario) if read else None
        if read is None or scenario is None:
            return words(arm.variant or "plain")
        return what_is_set(arm, scenario, read.policies.get(arm.policy, ""))

    @property
    def terms(self) -> Names:
        """The names of what is in the batches, once they are read."""
        assert self.gathered is not None, "it is read"
        return self.gathered.names

    def outcome(self, id: str) -> str:
        """Return an outcome class as people say it: in words alone until the scenario is read."""
        if self.gathered is not None:
            self._names = self.gathered.names
        return outcome_name(id, self._names) if self._names is not None else words(id)

    @property
    def arms(self) -> str:
        """How many arms there are, in words."""
        clouds = self.comparison.clouds if self.comparison else ()
        return counted(max(len(self.study.arms), len(clouds)), "arm")


def opened(folders: tuple[Path, ...], wish: Wish | None = None) -> Lab:
    """Return batches to be looked at; FolderError where a folder holds none."""
    several = [Results(folder) for folder in folders]
    whole = all(each.complete for each in several)
    made = Lab(folders, several[0].study, "complete" if whole else "stopped")
    made.wish = wish or Wish()
    return made

"""How the digit classifier is made: lines are drawn from open fonts, spoiled as paper is, and learnt."""

// What we send to Teams, in the types that Microsoft made for it.
import type { IAdaptiveCard } from "@microsoft/teams.cards";

export type Card = IAdaptiveCard;

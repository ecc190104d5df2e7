/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What generated directories are made of. The countries are real; places, streets and banks are put together. */

#define N_CITIES_PER_COUNTRY 10

typedef struct
{
  const char *code;
  const char *name;
  const char *calling_code;
  const char *legal_form;
  guint       weight;      /* how many banks it has, compared with the others */
} Country;

static const Country countries[] = {
  { "SE", "Sweden", "46", "AB", 5 },
  { "FI", "Finland", "358", "Oyj", 5 },
  { "DE", "Germany", "49", "AG", 30 },
  { "DK", "Denmark", "45", "A/S", 4 },
  { "NO", "Norway", "47", "ASA", 5 },
  { "IS", "Iceland", "354", "hf.", 1 },
  { "NL", "Netherlands", "31", "N.V.", 4 },
  { "BE", "Belgium", "32", "NV", 4 },
  { "LU", "Luxembourg", "352", "S.A.", 3 },
  { "FR", "France", "33", "SA", 12 },
  { "ES", "Spain", "34", "S.A.", 9 },
  { "PT", "Portugal", "351", "S.A.", 4 },
  { "IT", "Italy", "39", "S.p.A.", 12 },
  { "AT", "Austria", "43", "AG", 10 },
  { "CH", "Switzerland", "41", "AG", 5 },
  { "LI", "Liechtenstein", "423", "AG", 1 },
  { "GB", "United Kingdom", "44", "plc", 8 },
  { "IE", "Ireland", "353", "plc", 3 },
  { "PL", "Poland", "48", "S.A.", 9 },
  { "CZ", "Czechia", "420", "a.s.", 4 },
  { "SK", "Slovakia", "421", "a.s.", 3 },
  { "HU", "Hungary", "36", "Zrt.", 4 },
  { "SI", "Slovenia", "386", "d.d.", 2 },
  { "HR", "Croatia", "385", "d.d.", 3 },
  { "RO", "Romania", "40", "S.A.", 4 },
  { "BG", "Bulgaria", "359", "AD", 3 },
  { "GR", "Greece", "30", "S.A.", 3 },
  { "EE", "Estonia", "372", "AS", 2 },
  { "LV", "Latvia", "371", "AS", 2 },
  { "LT", "Lithuania", "370", "AB", 2 },
};

static const char * const place_stems[] = {
  "Alder", "Amber", "Aske", "Bäck", "Birken", "Björk", "Bram", "Brun", "Dal", "Eben", "Eiken", "Elster", "Ferne", "Fjell", "Fors", "Gran",
  "Hagel", "Hassel", "Havre", "Heron", "Hjort", "Holm", "Isen", "Kesten", "Kiefern", "Klar", "Korn", "Lärken", "Linden", "Lunds", "Mallow", "Mar",
  "Mühlen", "Nieder", "Norr", "Ober", "Ole", "Østre", "Quell", "Rosen", "Rød", "Salt", "Silver", "Sonnen", "Stein", "Storm", "Tann", "Thorn",
  "Ulmen", "Vester", "Vild", "Wald", "Weiden", "Wind", "Winter", "Zeder",
};

static const char * const place_endings[] = {
  "by", "dal", "dorf", "borg", "berg", "ford", "hamn", "heim", "holt", "kirk", "lund", "mark", "mont", "näs", "rup", "stad", "stein", "thal", "vik", "ville",
};

static const char * const bank_prefixes[] = {
  "", "", "", "", "Erste ", "Nya ", "Banque ", "Banca ", "Caja ", "Credit ", "Old ", "United ", "Royal ", "Nordic ", "Alpine ", "Crédit ",
};

static const char * const bank_kinds[] = {
  "Bank", "Bank", "Sparbank", "Savings Bank", "Kreditbank", "Credit Union", "Private Bank", "Mutual", "Direct", "Volkskasse", "Handelskontor",
  "Sparekasse", "Genossenschaftsbank", "Kapital", "Trust", "Business Bank",
};

static const char * const street_kinds[] = {
  "gatan", "strasse", "vej", "laan", "tie", "allé", "platz", "kade",
};

static const char * const own_products[] = {
  "sepa-credit-transfers", "instant-sepa-credit-transfers", "cross-border-credit-transfers", "target-2-payments", "high-value-credit-transfers",
  "intra-company-credit-transfers",
};

static const char * const global_products[] = {
  "domestic", "sepa-credit-transfers", "international", "cross-border",
};

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "atlas-simulator-directory-private.h"
#include "atlas-simulator-json.h"
#include "atlas-simulator-words.h"

/* Four letters tell banks apart; the multiplier has no factor in common with their number, so that it only shuffles them. */
#define BANK_CODE_STEP 177013

/* Never twice among a call's arguments, which a compiler may evaluate in any order. */
#define pick(words, random) ((words)[below (random, G_N_ELEMENTS (words))])

/* What a directory is generated from. */
typedef struct
{
  guint  seed;
  char  *city_names[G_N_ELEMENTS (countries)][N_CITIES_PER_COUNTRY];
} Generation;

/* A bank's random numbers, the same whenever they are drawn. */
typedef struct
{
  guint64 state;
} Random;

/* What a bank is, before it is written out. */
typedef struct
{
  guint country;
  guint city;
  char  bic_fi[12];
  char  name[160];
} Sketch;

/* SplitMix64. */
static guint64
next (Random *random)
{
  guint64 z = (random->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return z ^ (z >> 31);
}

static Random
random_for (const Generation *generation,
            guint             kind,
            guint             index)
{
  Random random = { (((guint64) generation->seed << 32) | index) ^ (kind * G_GUINT64_CONSTANT (0xd6e8feb86659fd93)) };

  next (&random);

  return random;
}

/* A number below @end. */
static guint
below (Random *random,
       guint   end)
{
  return (guint) (next (random) % end);
}

static gboolean
chance (Random *random,
        guint   percent)
{
  return below (random, 100) < percent;
}

static void
write_uuid (Random *random,
            char    text[37])
{
  guint64 a = next (random);
  guint64 b = next (random);

  g_snprintf (text,
              37,
              "%08x-%04x-4%03x-%04x-%012" G_GINT64_MODIFIER "x",
              (guint) (a >> 32),
              (guint) (a >> 16) & 0xffff,
              (guint) a & 0xfff,
              ((guint) (b >> 48) & 0x3fff) | 0x8000,
              b & G_GUINT64_CONSTANT (0xffffffffffff));
}

static char *
dup_place_name (Random *random)
{
  const char *stem = pick (place_stems, random);

  return g_strconcat (stem, pick (place_endings, random), NULL);
}

static guint
choose_country (Random *random)
{
  guint total = 0;
  guint drawn;

  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    total += countries[i].weight;
  drawn = below (random, total);
  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    {
      if (drawn < countries[i].weight)
        return i;
      drawn -= countries[i].weight;
    }

  return 0;
}

static void
sketch_bic (Sketch           *sketch,
            const Generation *generation,
            guint             index,
            Random           *random)
{
  static const char first[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ23456789";
  static const char second[] = "ABCDEFGHIJKLMNPQRSTUVWXYZ0123456789";
  guint code = (guint) (((guint64) index * BANK_CODE_STEP + generation->seed) % ATLAS_SIMULATOR_MAX_GENERATED);
  char *bic = sketch->bic_fi;

  for (guint i = 0; i < 4; i++)
    {
      bic[i] = 'A' + code % 26;
      code /= 26;
    }
  memcpy (bic + 4, countries[sketch->country].code, 2);
  bic[6] = first[below (random, sizeof first - 1)];
  bic[7] = second[below (random, sizeof second - 1)];
  strcpy (bic + 8, chance (random, 20) ? "XXX" : "");
}

static Sketch
sketch_bank (const Generation *generation,
             guint             index,
             Random           *random)
{
  Sketch sketch = { 0 };
  const char *prefix = pick (bank_prefixes, random);
  const char *kind = pick (bank_kinds, random);
  g_autofree char *place = dup_place_name (random);

  sketch.country = choose_country (random);
  sketch.city = below (random, N_CITIES_PER_COUNTRY);
  sketch_bic (&sketch, generation, index, random);
  g_snprintf (sketch.name,
              sizeof sketch.name,
              "%s%s %s %s%s",
              prefix,
              place,
              kind,
              countries[sketch.country].legal_form,
              chance (random, 1) ? " " : "");

  return sketch;
}

static void
append_item_members (GString      *json,
                     const Sketch *sketch,
                     Random       *random)
{
  char id[37];

  write_uuid (random, id);
  atlas_simulator_json_append_member (json, "bicFi", sketch->bic_fi);
  atlas_simulator_json_append_member (json, "name", sketch->name);
  if (chance (random, 97))
    g_string_append_printf (json, ",\"logoUrl\":\"" ATLAS_SIMULATOR_BASE_MARK "/image/%s.svg\"", sketch->bic_fi);
  atlas_simulator_json_append_member (json, "id", id);
}

/* A text such as "+46 000 123 456", or nothing now and then. */
static void
append_numbered (GString    *json,
                 const char *member,
                 const char *before,
                 const char *between,
                 Random     *random)
{
  g_autofree char *number = g_strdup_printf ("%06u", below (random, 1000000));
  g_autofree char *text = g_strdup_printf ("%s%s%.3s%s%s", before, *before != '\0' ? " " : "", number, between, number + 3);

  if (chance (random, 95))
    atlas_simulator_json_append_member (json, member, text);
}

static void
append_street (GString *json,
               Random  *random)
{
  const char *stem = pick (place_stems, random);
  const char *kind = pick (street_kinds, random);
  g_autofree char *street = g_strdup_printf ("%s%s %u", stem, kind, below (random, 120) + 1);

  if (chance (random, 95))
    atlas_simulator_json_append_member (json, "streetAddress", street);
}

static void
append_address (GString          *json,
                const Generation *generation,
                const Sketch     *sketch,
                Random           *random)
{
  const Country *country = &countries[sketch->country];
  g_autofree char *dialling = g_strdup_printf ("+%s 000", country->calling_code);
  g_autofree char *bic = g_ascii_strdown (sketch->bic_fi, -1);
  g_autofree char *website = g_strdup_printf ("https://www.%s.example/", bic);

  atlas_simulator_json_append_member (json, "city", generation->city_names[sketch->country][sketch->city]);
  atlas_simulator_json_append_member (json, "country", country->name);
  append_numbered (json, "postalCode", "", " ", random);
  append_street (json, random);
  append_numbered (json, "companyNumber", country->code, "-", random);
  if (chance (random, 10))
    g_string_append (json, ",\"phone\":null");
  else
    append_numbered (json, "phone", dialling, " ", random);
  atlas_simulator_json_append_member (json, "websiteUrl", website);
}

static void
append_products (GString            *json,
                 const char         *member,
                 const char * const *products,
                 gsize               n_products,
                 Random             *random)
{
  gboolean first = TRUE;

  g_string_append_printf (json, ",\"%s\":[", member);
  for (gsize i = 0; i < n_products; i++)
    {
      if (!chance (random, i == 0 ? 95 : 45))
        continue;
      if (!first)
        g_string_append_c (json, ',');
      atlas_simulator_json_append_string (json, products[i]);
      first = FALSE;
    }
  g_string_append_c (json, ']');
}

static void
append_methods (GString      *json,
                const Sketch *sketch,
                Random       *random)
{
  gboolean oauth = chance (random, 80);
  gboolean decoupled = !oauth || chance (random, 40);
  g_autofree char *bic = g_ascii_strdown (sketch->bic_fi, -1);

  g_string_append (json, ",\"supportedAuthorizationMethods\":[");
  if (oauth)
    g_string_append_printf (json, "{\"name\":\"OAuth2\",\"uri\":\"https://auth.%s.example/.well-known/openid-configuration\"}%s", bic, decoupled ? "," : "");
  if (decoupled)
    g_string_append (json, "{\"name\":\"Decoupled\",\"uri\":\"\"}");
  g_string_append_c (json, ']');
}

static void
append_affiliates (GString *json,
                   Random  *random)
{
  guint n_affiliates = below (random, 12) + 2;

  g_string_append (json, ",\"affiliatedAspsps\":[");
  for (guint i = 0; i < n_affiliates; i++)
    {
      g_autofree char *place = dup_place_name (random);

      g_string_append_printf (json, "%s{\"id\":\"%05u\",\"name\":\"%s Sparbank\"}", i > 0 ? "," : "", below (random, 100000), place);
    }
  g_string_append_c (json, ']');
}

static void
append_limits (GString *json,
               Random  *random)
{
  if (chance (random, 20))
    g_string_append (json, ",\"paymentInitiation\":{}");
  else if (chance (random, 50))
    g_string_append_printf (json, ",\"paymentInitiation\":{\"signingBasketsSupported\":true,\"signingBasketLimit\":%u}", below (random, 50) + 1);
  if (chance (random, 50))
    g_string_append_printf (json, ",\"accountInformation\":{\"transactionHistoryMaxDays\":%u}", (below (random, 8) + 1) * 90);
}

/* The details of a bank, which begin as its item in a list does. */
static char *
describe_bank (AtlasSimulatorDirectory *directory,
               guint                    index)
{
  const Generation *generation = atlas_simulator_directory_get_data (directory);
  Random random = random_for (generation, 1, index);
  Sketch sketch = sketch_bank (generation, index, &random);
  GString *json = g_string_new ("{");

  append_item_members (json, &sketch, &random);
  append_address (json, generation, &sketch, &random);
  append_products (json, "globalPaymentProducts", global_products, G_N_ELEMENTS (global_products), &random);
  append_products (json, "paymentProducts", own_products, G_N_ELEMENTS (own_products), &random);
  append_methods (json, &sketch, &random);
  if (chance (&random, 2))
    append_affiliates (json, &random);
  append_limits (json, &random);

  return g_string_free (g_string_append_c (json, '}'), FALSE);
}

/* The logo of a bank: the first letters of its BIC, in a colour of its own. */
static GBytes *
draw_logo (AtlasSimulatorDirectory *directory,
           const char              *name)
{
  g_autofree char *bic_fi = g_str_has_suffix (name, ".svg") ? g_strndup (name, strlen (name) - strlen (".svg")) : NULL;
  char *svg;

  if (bic_fi == NULL || !atlas_simulator_directory_has_bank (directory, bic_fi))
    return NULL;

  svg = g_strdup_printf ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 96 96\" width=\"96\" height=\"96\">"
                         "<rect width=\"96\" height=\"96\" rx=\"20\" fill=\"hsl(%u,45%%,38%%)\"/>"
                         "<text x=\"48\" y=\"63\" font-family=\"sans-serif\" font-weight=\"700\" font-size=\"40\" fill=\"#ffffff\" text-anchor=\"middle\">%.2s</text>"
                         "</svg>\n",
                         g_str_hash (bic_fi) % 360,
                         bic_fi);

  return g_bytes_new_take (svg, strlen (svg));
}

static void
generation_free (gpointer data)
{
  Generation *generation = data;

  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    for (gsize j = 0; j < N_CITIES_PER_COUNTRY; j++)
      g_free (generation->city_names[i][j]);
  g_free (generation);
}

static void
ascii_upper (char *text)
{
  for (char *p = text; *p != '\0'; p++)
    *p = g_ascii_toupper (*p);
}

static void
add_country (AtlasSimulatorDirectory *directory,
             const Country           *country)
{
  GString *json = g_string_new ("{");

  atlas_simulator_json_append_member (json, "isoCountryCode", country->code);
  atlas_simulator_json_append_member (json, "name", country->name);
  atlas_simulator_directory_add_country (directory, country->code, g_string_free (g_string_append_c (json, '}'), FALSE));
}

/* Adds a city; the sets that its banks are filtered by are the same for all of them, and so made once. */
static void
add_city (AtlasSimulatorDirectory  *directory,
          Generation               *generation,
          guint                     country,
          guint                     city,
          const char * const      **ids)
{
  Random random = random_for (generation, 0, country * N_CITIES_PER_COUNTRY + city);
  char *name = dup_place_name (&random);
  GString *json = g_string_new ("{");
  char id[37];

  generation->city_names[country][city] = name;
  write_uuid (&random, id);
  atlas_simulator_json_append_member (json, "cityId", id);
  atlas_simulator_json_append_member (json, "name", name);
  atlas_simulator_json_append_member (json, "isoCountryCode", countries[country].code);
  atlas_simulator_directory_add_city (directory, id, countries[country].code, g_string_free (g_string_append_c (json, '}'), FALSE));
  ascii_upper (id);
  *ids = atlas_simulator_directory_own_strv (directory, g_strdupv ((char *[]) { id, NULL }));
}

static void
add_bank (AtlasSimulatorDirectory  *directory,
          const Generation         *generation,
          guint                     index,
          const char * const       *country_codes[G_N_ELEMENTS (countries)],
          const char * const       *city_ids[G_N_ELEMENTS (countries)][N_CITIES_PER_COUNTRY])
{
  Random random = random_for (generation, 1, index);
  Sketch sketch = sketch_bank (generation, index, &random);
  GString *json = g_string_sized_new (160);
  AtlasSimulatorBank bank = { 0 };

  g_string_append_c (json, '{');
  append_item_members (json, &sketch, &random);
  bank.bic_fi = g_strdup (sketch.bic_fi);
  bank.item = g_string_free (g_string_append_c (json, '}'), FALSE);
  bank.country_codes = country_codes[sketch.country];
  bank.city_ids = city_ids[sketch.country][sketch.city];
  atlas_simulator_directory_add_bank (directory, &bank);
}

/**
 * atlas_simulator_directory_generate:
 * @n_banks: how many banks, at most %ATLAS_SIMULATOR_MAX_GENERATED
 * @seed: the same seed gives the same directory
 *
 * Makes up a directory: countries that exist, with places and banks that do not. The details and the logos are
 * written when they are asked for.
 *
 * Returns: (transfer full): the directory
 */
AtlasSimulatorDirectory *
atlas_simulator_directory_generate (guint n_banks,
                                    guint seed)
{
  AtlasSimulatorDirectory *directory = atlas_simulator_directory_new_empty ();
  const char * const *country_codes[G_N_ELEMENTS (countries)];
  const char * const *city_ids[G_N_ELEMENTS (countries)][N_CITIES_PER_COUNTRY];
  Generation *generation = g_new0 (Generation, 1);

  generation->seed = seed;
  atlas_simulator_directory_set_makers (directory, describe_bank, draw_logo, generation, generation_free);
  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    {
      add_country (directory, &countries[i]);
      country_codes[i] = atlas_simulator_directory_own_strv (directory, g_strdupv ((char *[]) { (char *) countries[i].code, NULL }));
      for (guint j = 0; j < N_CITIES_PER_COUNTRY; j++)
        add_city (directory, generation, i, j, &city_ids[i][j]);
    }
  for (guint i = 0; i < MIN (n_banks, ATLAS_SIMULATOR_MAX_GENERATED); i++)
    add_bank (directory, generation, i, country_codes, city_ids);

  return directory;
}

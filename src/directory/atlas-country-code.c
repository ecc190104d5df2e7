/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n.h>

#include "atlas-country.h"
#include "atlas-text.h"

/* The translations of country names that every distribution carries, under their new and old domain. */
#define ISO_CODES_DOMAIN "iso_3166-1"
#define ISO_CODES_OLD_DOMAIN "iso_3166"

/* Where a language usually calls a country otherwise than its iso-codes do, our own translation says how (CLDR has such names). */
static const char *const countries_with_usual_names[] G_GNUC_UNUSED = {
  NC_ ("country", "United Kingdom"),
  NC_ ("country", "Belarus"),
  NC_ ("country", "Russian Federation"),
  NC_ ("country", "Holy See (Vatican City State)"),
};

#define REGIONAL_INDICATOR_A 0x1f1e6

typedef struct
{
  char        code[3];
  const char *name;
} CountryName;

/* ISO 3166-1, sorted by code. The names are also the keys of the iso-codes translations, and so are
 * written exactly as there. "XK" is what banks in Kosovo have in their codes. */
static const CountryName country_names[] = {
  { "AD", "Andorra" },
  { "AE", "United Arab Emirates" },
  { "AF", "Afghanistan" },
  { "AG", "Antigua and Barbuda" },
  { "AI", "Anguilla" },
  { "AL", "Albania" },
  { "AM", "Armenia" },
  { "AO", "Angola" },
  { "AQ", "Antarctica" },
  { "AR", "Argentina" },
  { "AS", "American Samoa" },
  { "AT", "Austria" },
  { "AU", "Australia" },
  { "AW", "Aruba" },
  { "AX", "Åland Islands" },
  { "AZ", "Azerbaijan" },
  { "BA", "Bosnia and Herzegovina" },
  { "BB", "Barbados" },
  { "BD", "Bangladesh" },
  { "BE", "Belgium" },
  { "BF", "Burkina Faso" },
  { "BG", "Bulgaria" },
  { "BH", "Bahrain" },
  { "BI", "Burundi" },
  { "BJ", "Benin" },
  { "BL", "Saint Barthélemy" },
  { "BM", "Bermuda" },
  { "BN", "Brunei Darussalam" },
  { "BO", "Bolivia" },
  { "BQ", "Bonaire, Sint Eustatius and Saba" },
  { "BR", "Brazil" },
  { "BS", "Bahamas" },
  { "BT", "Bhutan" },
  { "BV", "Bouvet Island" },
  { "BW", "Botswana" },
  { "BY", "Belarus" },
  { "BZ", "Belize" },
  { "CA", "Canada" },
  { "CC", "Cocos (Keeling) Islands" },
  { "CD", "Congo, The Democratic Republic of the" },
  { "CF", "Central African Republic" },
  { "CG", "Congo" },
  { "CH", "Switzerland" },
  { "CI", "Côte d'Ivoire" },
  { "CK", "Cook Islands" },
  { "CL", "Chile" },
  { "CM", "Cameroon" },
  { "CN", "China" },
  { "CO", "Colombia" },
  { "CR", "Costa Rica" },
  { "CU", "Cuba" },
  { "CV", "Cabo Verde" },
  { "CW", "Curaçao" },
  { "CX", "Christmas Island" },
  { "CY", "Cyprus" },
  { "CZ", "Czechia" },
  { "DE", "Germany" },
  { "DJ", "Djibouti" },
  { "DK", "Denmark" },
  { "DM", "Dominica" },
  { "DO", "Dominican Republic" },
  { "DZ", "Algeria" },
  { "EC", "Ecuador" },
  { "EE", "Estonia" },
  { "EG", "Egypt" },
  { "EH", "Western Sahara" },
  { "ER", "Eritrea" },
  { "ES", "Spain" },
  { "ET", "Ethiopia" },
  { "FI", "Finland" },
  { "FJ", "Fiji" },
  { "FK", "Falkland Islands (Malvinas)" },
  { "FM", "Micronesia, Federated States of" },
  { "FO", "Faroe Islands" },
  { "FR", "France" },
  { "GA", "Gabon" },
  { "GB", "United Kingdom" },
  { "GD", "Grenada" },
  { "GE", "Georgia" },
  { "GF", "French Guiana" },
  { "GG", "Guernsey" },
  { "GH", "Ghana" },
  { "GI", "Gibraltar" },
  { "GL", "Greenland" },
  { "GM", "Gambia" },
  { "GN", "Guinea" },
  { "GP", "Guadeloupe" },
  { "GQ", "Equatorial Guinea" },
  { "GR", "Greece" },
  { "GS", "South Georgia and the South Sandwich Islands" },
  { "GT", "Guatemala" },
  { "GU", "Guam" },
  { "GW", "Guinea-Bissau" },
  { "GY", "Guyana" },
  { "HK", "Hong Kong" },
  { "HM", "Heard Island and McDonald Islands" },
  { "HN", "Honduras" },
  { "HR", "Croatia" },
  { "HT", "Haiti" },
  { "HU", "Hungary" },
  { "ID", "Indonesia" },
  { "IE", "Ireland" },
  { "IL", "Israel" },
  { "IM", "Isle of Man" },
  { "IN", "India" },
  { "IO", "British Indian Ocean Territory" },
  { "IQ", "Iraq" },
  { "IR", "Iran" },
  { "IS", "Iceland" },
  { "IT", "Italy" },
  { "JE", "Jersey" },
  { "JM", "Jamaica" },
  { "JO", "Jordan" },
  { "JP", "Japan" },
  { "KE", "Kenya" },
  { "KG", "Kyrgyzstan" },
  { "KH", "Cambodia" },
  { "KI", "Kiribati" },
  { "KM", "Comoros" },
  { "KN", "Saint Kitts and Nevis" },
  { "KP", "North Korea" },
  { "KR", "South Korea" },
  { "KW", "Kuwait" },
  { "KY", "Cayman Islands" },
  { "KZ", "Kazakhstan" },
  { "LA", "Laos" },
  { "LB", "Lebanon" },
  { "LC", "Saint Lucia" },
  { "LI", "Liechtenstein" },
  { "LK", "Sri Lanka" },
  { "LR", "Liberia" },
  { "LS", "Lesotho" },
  { "LT", "Lithuania" },
  { "LU", "Luxembourg" },
  { "LV", "Latvia" },
  { "LY", "Libya" },
  { "MA", "Morocco" },
  { "MC", "Monaco" },
  { "MD", "Moldova" },
  { "ME", "Montenegro" },
  { "MF", "Saint Martin (French part)" },
  { "MG", "Madagascar" },
  { "MH", "Marshall Islands" },
  { "MK", "North Macedonia" },
  { "ML", "Mali" },
  { "MM", "Myanmar" },
  { "MN", "Mongolia" },
  { "MO", "Macao" },
  { "MP", "Northern Mariana Islands" },
  { "MQ", "Martinique" },
  { "MR", "Mauritania" },
  { "MS", "Montserrat" },
  { "MT", "Malta" },
  { "MU", "Mauritius" },
  { "MV", "Maldives" },
  { "MW", "Malawi" },
  { "MX", "Mexico" },
  { "MY", "Malaysia" },
  { "MZ", "Mozambique" },
  { "NA", "Namibia" },
  { "NC", "New Caledonia" },
  { "NE", "Niger" },
  { "NF", "Norfolk Island" },
  { "NG", "Nigeria" },
  { "NI", "Nicaragua" },
  { "NL", "Netherlands" },
  { "NO", "Norway" },
  { "NP", "Nepal" },
  { "NR", "Nauru" },
  { "NU", "Niue" },
  { "NZ", "New Zealand" },
  { "OM", "Oman" },
  { "PA", "Panama" },
  { "PE", "Peru" },
  { "PF", "French Polynesia" },
  { "PG", "Papua New Guinea" },
  { "PH", "Philippines" },
  { "PK", "Pakistan" },
  { "PL", "Poland" },
  { "PM", "Saint Pierre and Miquelon" },
  { "PN", "Pitcairn" },
  { "PR", "Puerto Rico" },
  { "PS", "Palestine, State of" },
  { "PT", "Portugal" },
  { "PW", "Palau" },
  { "PY", "Paraguay" },
  { "QA", "Qatar" },
  { "RE", "Réunion" },
  { "RO", "Romania" },
  { "RS", "Serbia" },
  { "RU", "Russian Federation" },
  { "RW", "Rwanda" },
  { "SA", "Saudi Arabia" },
  { "SB", "Solomon Islands" },
  { "SC", "Seychelles" },
  { "SD", "Sudan" },
  { "SE", "Sweden" },
  { "SG", "Singapore" },
  { "SH", "Saint Helena, Ascension and Tristan da Cunha" },
  { "SI", "Slovenia" },
  { "SJ", "Svalbard and Jan Mayen" },
  { "SK", "Slovakia" },
  { "SL", "Sierra Leone" },
  { "SM", "San Marino" },
  { "SN", "Senegal" },
  { "SO", "Somalia" },
  { "SR", "Suriname" },
  { "SS", "South Sudan" },
  { "ST", "Sao Tome and Principe" },
  { "SV", "El Salvador" },
  { "SX", "Sint Maarten (Dutch part)" },
  { "SY", "Syria" },
  { "SZ", "Eswatini" },
  { "TC", "Turks and Caicos Islands" },
  { "TD", "Chad" },
  { "TF", "French Southern Territories" },
  { "TG", "Togo" },
  { "TH", "Thailand" },
  { "TJ", "Tajikistan" },
  { "TK", "Tokelau" },
  { "TL", "Timor-Leste" },
  { "TM", "Turkmenistan" },
  { "TN", "Tunisia" },
  { "TO", "Tonga" },
  { "TR", "Türkiye" },
  { "TT", "Trinidad and Tobago" },
  { "TV", "Tuvalu" },
  { "TW", "Taiwan" },
  { "TZ", "Tanzania" },
  { "UA", "Ukraine" },
  { "UG", "Uganda" },
  { "UM", "United States Minor Outlying Islands" },
  { "US", "United States" },
  { "UY", "Uruguay" },
  { "UZ", "Uzbekistan" },
  { "VA", "Holy See (Vatican City State)" },
  { "VC", "Saint Vincent and the Grenadines" },
  { "VE", "Venezuela" },
  { "VG", "Virgin Islands, British" },
  { "VI", "Virgin Islands, U.S." },
  { "VN", "Vietnam" },
  { "VU", "Vanuatu" },
  { "WF", "Wallis and Futuna" },
  { "WS", "Samoa" },
  { "XK", "Kosovo" },
  { "YE", "Yemen" },
  { "YT", "Mayotte" },
  { "ZA", "South Africa" },
  { "ZM", "Zambia" },
  { "ZW", "Zimbabwe" },
};

static int
compare_code (const void *code,
              const void *entry)
{
  return strcmp (code, ((const CountryName *) entry)->code);
}

static const char *
find_english_name (const char *code)
{
  const CountryName *entry = bsearch (code, country_names, G_N_ELEMENTS (country_names), sizeof (CountryName), compare_code);

  return entry ? entry->name : NULL;
}

static const char *
translate_country_name (const char *english)
{
  static gsize initialized = 0;
  const char *usual = g_dpgettext2 (ATLAS_GETTEXT_DOMAIN, "country", english);
  const char *translated;

  if (g_once_init_enter (&initialized))
    {
      bind_textdomain_codeset (ISO_CODES_DOMAIN, "UTF-8");
      bind_textdomain_codeset (ISO_CODES_OLD_DOMAIN, "UTF-8");
      g_once_init_leave (&initialized, 1);
    }

  if (usual != english)
    return usual;

  translated = dgettext (ISO_CODES_DOMAIN, english);

  return translated != english ? translated : dgettext (ISO_CODES_OLD_DOMAIN, english);
}

/**
 * atlas_country_code_normalize:
 * @typed: (nullable): what a person typed, or what the platform wrote
 *
 * Trims and upper-cases a code. One example of the platform's documentation writes "UK", whose code is "GB".
 *
 * Returns: (transfer full) (nullable): two letters in upper case, or %NULL when @typed is no such code
 */
char *
atlas_country_code_normalize (const char *typed)
{
  g_autofree char *trimmed = atlas_text_dup_trimmed (typed);

  if (trimmed == NULL || strlen (trimmed) != 2 || !g_ascii_isalpha (trimmed[0]) || !g_ascii_isalpha (trimmed[1]))
    return NULL;
  if (g_ascii_strcasecmp (trimmed, "UK") == 0)
    return g_strdup ("GB");

  return g_ascii_strup (trimmed, -1);
}

/**
 * atlas_country_code_dup_canonical:
 * @listed: (nullable): a country's code, as the platform writes it
 *
 * Everything that the platform says of a country goes by this code: lists, filters and what people type.
 *
 * Returns: (transfer full) (nullable): what atlas_country_code_normalize() makes of it; what is no such code stays as it is
 */
char *
atlas_country_code_dup_canonical (const char *listed)
{
  char *code = atlas_country_code_normalize (listed);

  return code ? code : g_strdup (listed);
}

/**
 * atlas_country_code_get_english_name:
 * @iso_country_code: a country's code, in upper or lower case
 *
 * Returns: (transfer none) (nullable): the country's name in English, as ISO 3166-1 has it
 */
const char *
atlas_country_code_get_english_name (const char *iso_country_code)
{
  g_autofree char *code = atlas_country_code_normalize (iso_country_code);

  return code ? find_english_name (code) : NULL;
}

/**
 * atlas_country_code_dup_display_name:
 * @iso_country_code: (nullable): an ISO 3166-1 alpha-2 code in any case
 * @fallback: (nullable): the platform's name for it
 *
 * Returns: (transfer full): the country's name in the user's language; else @fallback; else the code, both as
 *   atlas_text_dup_shown() shows them, or an empty text
 */
char *
atlas_country_code_dup_display_name (const char *iso_country_code,
                                     const char *fallback)
{
  g_autofree char *code = atlas_country_code_normalize (iso_country_code);
  g_autofree char *named = atlas_text_dup_shown (fallback);
  const char *english = code ? find_english_name (code) : NULL;

  if (english != NULL)
    return g_strdup (translate_country_name (english));
  if (named == NULL)
    named = atlas_text_dup_shown (iso_country_code);

  return named ? g_steal_pointer (&named) : g_strdup ("");
}

/**
 * atlas_country_code_dup_flag:
 * @iso_country_code: (nullable): an ISO 3166-1 alpha-2 code in any case
 *
 * Returns: (transfer full) (nullable): the flag as an emoji, or %NULL when there is no such country
 */
char *
atlas_country_code_dup_flag (const char *iso_country_code)
{
  g_autofree char *code = atlas_country_code_normalize (iso_country_code);
  g_autoptr (GString) flag = NULL;

  if (code == NULL || find_english_name (code) == NULL)
    return NULL;

  flag = g_string_new (NULL);
  for (guint i = 0; i < 2; i++)
    g_string_append_unichar (flag, REGIONAL_INDICATOR_A + (code[i] - 'A'));

  return g_string_free (g_steal_pointer (&flag), FALSE);
}

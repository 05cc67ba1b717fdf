#include "dmp/dossier/columns.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "dmp/base/utf8.hpp"

namespace dmp::dossier {
namespace {

/// Row is a column with the other headings that people give it, simplified and separated by "|".
struct Row {
  std::string_view key;
  std::string_view path;
  ColumnKind kind;
  std::string_view english;
  std::string_view french;
  std::string_view others;
};

constexpr Row kSite[] = {
    {"id", "id", ColumnKind::id, "Id", "Identifiant",
     "code|code site|identifiant site|site id|id site|code etablissement"},
    {"name", "name", ColumnKind::text, "Site name", "Raison sociale",
     "site|etablissement|nom etablissement|nom site|nom structure|structure|denomination|libelle|"
     "raison sociale et|raison sociale etablissement|denomination structure|libelle etablissement|"
     "libelle site|establishment|establishment name|hospital|facility"},
    {"finess", "finess", ColumnKind::finess, "FINESS (ET)", "FINESS ET",
     "finess|finess geographique|finess etablissement|finess site|finess geo|et|nofinesset|"
     "finess entite geographique|site finess|finess geographique et|site finess et"},
    {"legal_entity", "legal_entity", ColumnKind::finess, "FINESS (EJ)", "FINESS EJ",
     "finess juridique|finess entite juridique|ej|nofinessej|entite juridique|legal entity|"
     "legal entity finess|finess juridique ej|legal entity finess ej|finess jur"},
    {"legal_entity_name", "", ColumnKind::text, "Legal entity name", "Raison sociale EJ",
     "nom ej|nom entite juridique|raison sociale entite juridique|denomination entite juridique|"
     "libelle ej|organisme gestionnaire"},
    {"siret", "siret", ColumnKind::siret, "SIRET", "SIRET", "code siret"},
    {"kind", "kind", ColumnKind::text, "Kind", "Type",
     "type etablissement|type structure|categorie finess|code categorie|kind establishment|"
     "categorie etablissement"},
    {"category", "category", ColumnKind::word, "Category", "Catégorie", "es esms"},
    {"sector", "sector", ColumnKind::word, "Sector", "Secteur", "public prive"},
    {"department", "department", ColumnKind::department, "Department", "Département",
     "dept|dpt|dep|code departement"},
    {"contract.status", "contract/status", ColumnKind::word, "Contract", "Contrat",
     "contrat adhesion|etat contrat|statut contrat|contract status|membership agreement|"
     "etat contrat adhesion|statut contrat adhesion"},
    {"contract.number", "contract/number", ColumnKind::text, "Contract number", "N° de contrat",
     "n contrat adhesion|reference contrat|ref contrat|contract reference"},
    {"contract.signed_on", "contract/signed_on", ColumnKind::date, "Contract signed on",
     "Contrat signé le",
     "date contrat|date signature|date signature contrat|signature date|contract date|signe"},
    {"software.publisher", "software/publisher", ColumnKind::text, "Software publisher",
     "Éditeur du logiciel", "editeur|publisher|editeur dpi|vendor|editeur dmp"},
    {"software.product", "software/product", ColumnKind::text, "Software", "Logiciel",
     "dpi|logiciel dpi|logiciel dmp|produit|product|nom logiciel|software product"},
    {"software.version", "software/version", ColumnKind::text, "Software version",
     "Version du logiciel", "version|version dpi"},
    {"administrators", "administrators", ColumnKind::ids, "Administrators", "Administrateurs",
     "administrateurs techniques|technical administrators|id administrateurs"},
    {"certificates", "certificates", ColumnKind::certificates, "Certificates", "Certificats",
     "usages|certificats souhaites|certificats demandes|wanted certificates"},
};

constexpr Row kPerson[] = {
    {"family_name", "family_name", ColumnKind::text, "Family name", "Nom",
     "surname|last name|nom famille|nom usage"},
    {"given_names", "given_names", ColumnKind::text, "Given names", "Prénom",
     "prenoms|given name|first name|first names"},
    {"phone", "phone", ColumnKind::phone, "Phone", "Téléphone",
     "tel|n tel|n telephone|telephone n|phone n|portable|mobile|ligne directe|telephone|gsm"},
    {"email", "email", ColumnKind::email, "E-mail", "Courriel",
     "email|mail|adresse mail|adresse e mail|adresse email|adresse electronique|adresse courriel|"
     "messagerie|email address|e mail address|mel"},
    {"card.type", "card/type", ColumnKind::word, "Card", "Carte", "type carte|card type|carte cps"},
    {"card.number", "card/number", ColumnKind::card_number, "Card number", "N° de carte",
     "n cps|n carte cps|n carte cpx|n cpx|n cpe|n carte cpe|n cpa|n carte cpa|n cde|n carte cde|"
     "n carte professionnelle"},
    {"card.status", "card/status", ColumnKind::word, "Card status", "État de la carte",
     "statut carte"},
    {"card.expires_on", "card/expires_on", ColumnKind::date, "Card expires on",
     "Carte valable jusqu'au",
     "fin carte|date fin carte|expiration carte|date expiration carte|validite carte|"
     "fin validite carte|card expiry|card valid until|date fin validite carte"},
};

constexpr Row kRole[] = {
    {"person.role", "", ColumnKind::word, "Role", "Rôle", "fonction|qualite|role personne"},
    {"person.id", "id", ColumnKind::id, "Person", "Personne",
     "id personne|identifiant personne|person id"},
};
constexpr Row kEmployer = {"employer", "", ColumnKind::word, "Employer", "Employeur", "societe"};

/// A group of columns that are a person's, with what the group is called.
struct Group {
  Holder holder;
  std::string_view prefix;
  std::string_view english;
  std::string_view french;
  std::string_view names;
};
constexpr Group kGroups[] = {
    {Holder::representative, "representative.", "representative", "représentant légal",
     "representant legal|representant|legal representative|representative|directeur|direction|"
     "director"},
    {Holder::administrator, "administrator.", "administrator", "administrateur",
     "administrateur technique|administrateur|technical administrator|administrator|"
     "admin technique"},
    {Holder::person, "person.", "", "", ""},
};

/// What people write above the columns of a site.
constexpr std::string_view kSiteNames =
    "etablissement|site|structure|etablissement sante|hopital|establishment|hospital|facility";

/// Words of the dossier with what people write for them, simplified.
struct Word {
  std::string_view column;  ///< How the key of the column ends.
  std::string_view word;
  std::string_view others;
};
constexpr Word kWords[] = {
    {"contract.status", "signed", "signe|signee|en vigueur|contrat signe"},
    {"contract.status", "requested", "demande|demandee|en cours|envoye|en attente"},
    {"contract.status", "missing", "absent|manquant|aucun|non signe|a faire|none"},
    {"contract.status", "unknown", "inconnu|ne sait pas"},
    {"category", "es", "etablissement sante|sanitaire"},
    {"category", "esms", "medico social|etablissement medico social"},
    {"category", "other", "autre|autres"},
    {"sector", "public", "publique"},
    {"sector", "private", "prive|privee"},
    {"sector", "liberal", "liberale"},
    {"card.type", "CPS", "carte cps"},
    {"card.type", "CPF", "carte cpf"},
    {"card.type", "CPE", "carte cpe"},
    {"card.type", "CPA", "carte cpa"},
    {"card.type", "CDE", "carte cde"},
    {"card.type", "CDA", "carte cda"},
    {"card.status", "active", "actif|valide|en cours validite|valid"},
    {"card.status", "requested", "demandee|demande|commandee|en cours"},
    {"card.status", "expired", "expiree|perimee"},
    {"card.status", "opposed", "opposition|en opposition|opposee"},
    {"card.status", "missing", "absente|manquante|aucune|pas carte|none"},
    {"card.status", "unknown", "inconnu|inconnue"},
    {"employer", "establishment", "etablissement|hopital|structure|site"},
    {"employer", "vendor", "editeur|integrateur|prestataire|publisher"},
    {"person.role", "representative",
     "representant legal|representant|directeur|legal "
     "representative"},
    {"person.role", "administrator",
     "administrateur technique|administrateur|technical "
     "administrator|admin"},
};

constexpr std::array<std::string_view, 14> kArticles = {"de",  "du", "des", "d",  "l",   "la", "le",
                                                        "les", "of", "the", "au", "aux", "en", "a"};

template <typename Visit>
void each_of(std::string_view list, Visit visit) {
  while (!list.empty()) {
    const auto one = list.substr(0, list.find('|'));
    visit(one);
    list.remove_prefix(std::min(one.size() + 1, list.size()));
  }
}

/// Whether a name is one of a list.
bool is_one_of(std::string_view name, std::string_view list) {
  bool is_one = false;
  each_of(list, [&](std::string_view each) { is_one = is_one || each == name; });
  return is_one;
}

/// All columns, and by which headings they are known.
struct Known {
  std::vector<Column> columns;
  std::map<std::string, std::size_t, std::less<>> by_heading;
  std::size_t family_name = 0;  ///< Of a person of any role.

  Known();

 private:
  void add(const Row& row, const Group* group);
  void know(std::string heading, std::size_t column) {
    by_heading.emplace(std::move(heading), column);
  }
};

Known::Known() {
  for (const auto& row : kSite) {
    add(row, nullptr);
  }
  for (const auto& group : kGroups) {
    if (group.holder == Holder::person) {
      for (const auto& row : kRole) {
        add(row, nullptr);
        columns.back().holder = Holder::person;
      }
    }
    for (const auto& row : kPerson) {
      add(row, &group);
    }
    if (group.holder != Holder::representative) {
      add(kEmployer, &group);
    }
  }
  family_name = static_cast<std::size_t>(
      std::ranges::find(columns, "person.family_name", &Column::key) - columns.begin());
}

void Known::add(const Row& row, const Group* group) {
  const auto index = columns.size();
  const bool is_bare = group == nullptr || group->names.empty();
  const auto suffix = [&](std::string_view heading, std::string_view name) {
    return std::string(heading) + (is_bare ? "" : " (" + std::string(name) + ")");
  };
  columns.push_back({std::string(group == nullptr ? "" : group->prefix) + std::string(row.key),
                     group == nullptr ? Holder::site : group->holder, std::string(row.path),
                     row.kind, suffix(row.english, group == nullptr ? "" : group->english),
                     suffix(row.french, group == nullptr ? "" : group->french)});
  std::vector<std::string> names = {simplified(row.english), simplified(row.french),
                                    simplified(row.key)};
  each_of(row.others, [&](std::string_view other) { names.emplace_back(other); });
  know(simplified(columns.back().key), index);
  for (const auto& name : names) {
    if (is_bare) {
      know(name, index);
    } else {
      each_of(group->names, [&](std::string_view called) {
        know(name + " " + std::string(called), index);
        know(std::string(called) + " " + name, index);
      });
    }
  }
}

const Known& known() {
  static const Known all;
  return all;
}

}  // namespace

std::span<const Column> columns() { return known().columns; }

const Column* find_column(std::string_view key) {
  const auto found = std::ranges::find(columns(), key, &Column::key);
  return found == columns().end() ? nullptr : &*found;
}

const std::string& heading_of(const Column& column, Language language) {
  return language == Language::french ? column.french : column.english;
}

std::string simplified(std::string_view text) {
  std::vector<std::string> words(1);
  const std::string valid = find_invalid_utf8(text) ? std::string() : std::string(text);
  for (std::size_t at = 0; at < valid.size();) {
    const auto c = code_point_at(valid, at);
    const char plain = c < 0x80 ? static_cast<char>(c) : unaccented(c);
    const bool is_upper = plain >= 'A' && plain <= 'Z';
    const bool is_part =
        is_upper || (plain >= 'a' && plain <= 'z') || (plain >= '0' && plain <= '9');
    if (is_part) {
      words.back() += static_cast<char>(is_upper ? plain + ('a' - 'A') : plain);
    } else if (c != U'°' && c != U'º' && !is_combining(c) && !words.back().empty()) {
      words.emplace_back();
    }
  }
  std::string out;
  for (auto& word : words) {
    if (word == "no" || word == "num" || word == "numero" || word == "number" || word == "nr") {
      word = "n";
    }
    if (!word.empty() && std::ranges::find(kArticles, word) == kArticles.end()) {
      out += (out.empty() ? "" : " ") + word;
    }
  }
  return out;
}

std::string name_key(std::string_view name) {
  auto key = simplified(name);
  const auto first = name.find_first_not_of(' ');
  return key.empty() && first != std::string_view::npos
             ? std::string(name.substr(first, name.find_last_not_of(' ') - first + 1))
             : key;
}

const Column* match_heading(std::string_view heading, std::string_view over, bool with_people) {
  const auto& all = known();
  const auto find = [&all](const std::string& name) -> const Column* {
    auto found = all.by_heading.find(name);
    if (found == all.by_heading.end() && name.starts_with("n ")) {
      found = all.by_heading.find(std::string_view(name).substr(2));
    }
    return found == all.by_heading.end() ? nullptr : &all.columns[found->second];
  };
  if (const auto slash = heading.rfind(" / "); over.empty() && slash != std::string_view::npos) {
    // As we write what stands above a heading.
    return match_heading(heading.substr(slash + 3), heading.substr(0, slash), with_people);
  }
  const auto name = simplified(heading);
  const auto above = simplified(over);
  if (!above.empty()) {
    if (const auto* column = find(above + " " + name)) {
      return column;
    }
  }
  const bool is_name = name == "nom" || name == "name";
  if (is_name && (!with_people || is_one_of(above, kSiteNames))) {
    return find_column("name");
  }
  const auto* column = is_name ? &all.columns[all.family_name] : find(name);
  const bool is_of_group = std::ranges::any_of(
      kGroups, [&above](const Group& group) { return is_one_of(above, group.names); });
  const bool is_others = column != nullptr && column->holder == Holder::person && is_of_group;
  return is_others ? nullptr : column;
}

std::optional<std::string> word_of(const Column& column, std::string_view text) {
  const auto written = simplified(text);
  for (const auto& [key, word, others] : kWords) {
    if (!column.key.ends_with(key)) {
      continue;
    }
    bool is_meant = simplified(word) == written;
    each_of(others,
            [&](std::string_view other) { is_meant = is_meant || simplified(other) == written; });
    if (is_meant) {
      return std::string(word);
    }
  }
  return std::nullopt;
}

std::string_view vocabulary_of(const Column& column) {
  const auto* const found = std::ranges::find_if(
      kWords, [&column](const Word& word) { return column.key.ends_with(word.column); });
  return found == std::end(kWords) ? std::string_view() : found->column;
}

}  // namespace dmp::dossier

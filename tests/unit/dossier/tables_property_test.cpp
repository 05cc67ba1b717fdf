// What holds of any table: an import is a dossier that can be read but for its TODOs, and exporting
// and importing that changes nothing.

#include <iostream>
#include <random>

#include "dmp/documents/reading.hpp"
#include "dmp/dossier/columns.hpp"
#include "dmp/dossier/export.hpp"
#include "dmp/dossier/import.hpp"
#include "dmp/model/finess.hpp"
#include "dmp/model/siren.hpp"
#include "unit/dossier/tables.hpp"

using namespace dmp;
using namespace dmp::dossier;
using dmp::test::english;
using dmp::test::opened;

namespace {

using Cells = std::vector<std::string>;

/// Imports a table, CSV or a workbook, by its content.
Result<Imported> imported(const std::string& table, const std::string& into = {}) {
  const auto book = documents::read_workbook(as_bytes(table), "sites.csv");
  if (!book) {
    return fail(book.error());
  }
  ImportRequest request{*book, "sites.csv", "", {}, std::nullopt, english()};
  if (!into.empty()) {
    request.into = opened(into);
  }
  return import_table(request);
}

/// The words that a column takes.
std::vector<std::string> words_of(const Column& column) {
  auto listed = english().text("import.words." + std::string(vocabulary_of(column)));
  std::vector<std::string> words;
  while (!listed.empty()) {
    words.push_back(listed.substr(0, listed.find(", ")));
    listed.erase(0, words.back().size() + 2);
  }
  return words;
}

/// TableMaker makes up tables as people fill them in: with repetitions, gaps and mistakes.
class TableMaker {
 public:
  explicit TableMaker(unsigned seed) : random_(seed) {}

  std::string table() {
    is_careless_ = below(2) == 0;
    for (auto& [number, name] : entities_) {
      number = finess();
      name = text();
    }
    for (std::size_t i = 0, count = 1 + below(4); i < count; ++i) {
      auto& person = people_.emplace_back();
      for (const auto& column : columns()) {
        if (column.holder == Holder::person) {
          person.emplace(column.key.substr(kPerson.size()), value(column));
        }
      }
      person["id"] = below(2) == 0 ? "" : "p" + std::to_string(i);
      person["family_name"] = text();
      person["given_names"] = text();
    }
    const auto language = below(2) == 0 ? Language::english : Language::french;
    std::vector<const Column*> used;
    for (const auto& column : columns()) {
      const bool is_needed = column.key == "finess" || column.key == "person.role" ||
                             column.key == "person.id" || column.key.ends_with("_name") ||
                             column.key.ends_with("names");
      if (is_needed || below(3) != 0) {
        used.push_back(&column);
      }
    }
    std::ranges::shuffle(used, random_);
    Cells headings;
    for (const auto* column : used) {
      headings.push_back(heading_of(*column, language));
    }
    headings.emplace_back("Remarques");
    auto out = line(headings);
    for (std::size_t i = 0, count = 1 + below(6); i < count; ++i) {
      const auto row = below(3) == 0 ? person(used) : site(used);
      out += line(row);
      out += below(8) == 0 ? line(row) : "";
    }
    return out;
  }

 private:
  std::size_t below(std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
  }
  std::string one_of(const std::vector<std::string>& words) { return words[below(words.size())]; }

  std::string digits(std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
      out += static_cast<char>('0' + below(10));
    }
    return out;
  }

  /// Eight digits, or as many as are needed, and the key with which they are a number.
  template <typename T>
  std::string with_key(const std::string& start) {
    for (char key = '0'; key <= '9'; ++key) {
      if (const auto number = T::parse(start + key)) {
        return number->value.text();
      }
    }
    return start + "0";
  }
  std::string finess() {
    return with_key<model::Finess>(one_of({"01", "2A", "69", "75", "97"}) + digits(6));
  }
  std::string siret() {
    return with_key<model::Siret>(with_key<model::Siren>(digits(8)) + digits(4));
  }

  /// What people write, and what programs stumble over.
  std::string text() {
    std::string out;
    for (std::size_t i = 0, count = 1 + below(3); i < count; ++i) {
      out +=
          (i == 0 ? "" : " ") +
          one_of({"CH",     "de",   "Cayenne", "É.H.P.A.D",  "L'Œuvre", "\"Les Pins\"", "a;b",
                  "x, y",   "=1+1", "'q",      "-5",         "+33",     "@x",           "TODO",
                  "0012",   "1E5",  "\\",      "{",          "//",      "# a",          "_x000A_",
                  "\u00A0", "n°3",  "é\u0301", "two\nlines", "\t",      "漢字",         "Nom",
                  "FINESS", "--",   "à",       "DE LA"});
    }
    return out;
  }

  std::string value(const Column& column) {
    switch (column.kind) {
      case ColumnKind::finess:
        return finess();
      case ColumnKind::siret:
        return siret();
      case ColumnKind::siren:
        return with_key<model::Siren>(digits(8));
      case ColumnKind::card_number:
        return digits(10);
      case ColumnKind::phone:
        return one_of({"05 94 39 50 50", "+33 5 94 39 50 50", "0594395050"});
      case ColumnKind::email:
        return one_of({"a@ght.example", "mailto:b@ght.example"});
      case ColumnKind::department:
        return one_of({"1", "2A", "973", "Guyane", "75"});
      case ColumnKind::date:
        return one_of({"2024-03-31", "31/03/2024", "1.2.2021"});
      case ColumnKind::word:
        return one_of(words_of(column));
      case ColumnKind::certificates:
        return one_of({"SIGN", "AUTH_CLI; SIGN", "INSI AUTH_CLI, DMP SIGN", "DMP AUTH_CLI"});
      case ColumnKind::id:
        return one_of({"a", "b-2", "c", text()});
      case ColumnKind::ids:
        return people_.empty() ? "" : name();
      case ColumnKind::text:
        break;
    }
    return column.key == "kind" ? one_of({"hospital", "ehpad", "355", text()}) : text();
  }

  std::string name() {
    const auto& person = people_[below(people_.size())];
    return person.at("family_name") + " " + person.at("given_names");
  }

  /// A cell that is empty now and then, or wrong.
  std::string cell(std::string text) {
    if (is_careless_ && below(50) == 0) {
      return one_of({"?", "9,70E+08", "#N/A", "970300027"});
    }
    return below(4) == 0 ? "" : std::move(text);
  }

  /// Fills in the cells of somebody, whose columns have keys that begin so.
  void add_person(Cells& cells, const std::vector<const Column*>& used, std::string_view prefix) {
    const auto& person = people_[below(people_.size())];
    for (std::size_t i = 0; i < used.size(); ++i) {
      const std::string_view key = used[i]->key;
      if (key.starts_with(prefix)) {
        const auto& text = person.at(std::string(key.substr(prefix.size())));
        cells[i] = key.ends_with("_name") || key.ends_with("names") ? text : cell(text);
      }
    }
  }

  Cells site(const std::vector<const Column*>& used) {
    Cells cells;
    const auto& entity = entities_[below(entities_.size())];
    for (const auto* column : used) {
      cells.push_back(column->key == "legal_entity"        ? entity.first
                      : column->key == "legal_entity_name" ? entity.second
                      : column->holder != Holder::site     ? ""
                                                           : cell(value(*column)));
    }
    add_person(cells, used, "representative.");
    if (below(2) == 0) {
      add_person(cells, used, "administrator.");
    }
    cells.push_back(text());
    return cells;
  }

  Cells person(const std::vector<const Column*>& used) {
    Cells cells(used.size());
    add_person(cells, used, kPerson);
    cells.emplace_back();
    return cells;
  }

  static std::string line(const Cells& cells) {
    std::string out;
    for (const auto& text : cells) {
      out += out.empty() ? "\"" : ";\"";
      for (const char c : text) {
        out.append(c == '"' ? 2 : 1, c);
      }
      out += '"';
    }
    return out + "\r\n";
  }

  static constexpr std::string_view kPerson = "person.";

  std::mt19937 random_;
  bool is_careless_ = false;
  std::array<std::pair<std::string, std::string>, 2> entities_;
  std::vector<std::map<std::string, std::string>> people_;
};

/// What the reader says of a dossier but for its TODOs.
std::string faults_of(const std::string& dossier) {
  const auto reading = documents::read_dossier(dossier, "dossier.json");
  std::string out = reading.value ? "" : "nothing read\n";
  for (const auto& finding : reading.findings) {
    if (finding.rule != "DOSSIER-TODO" && finding.severity != Severity::info) {
      out += finding.rule + " " + finding.at.pointer + " " +
             english().text(finding.rule, finding.args) + "\n";
    }
  }
  return out;
}

/// The lines of a table, in an order of their own.
Cells sorted(const std::string& table) {
  Cells lines;
  for (std::size_t at = 0; at < table.size();) {
    const auto end = std::min(table.find('\n', at), table.size());
    lines.push_back(table.substr(at, end - at));
    at = end + 1;
  }
  std::ranges::sort(lines);
  return lines;
}

std::string shown(const Imported& result) {
  std::string out;
  for (const auto& finding : result.findings) {
    out += finding.rule + " " + finding.at.pointer + "\n";
  }
  for (const auto& change : result.changes) {
    out += change.site + " " + change.what + ": " + change.from + " -> " + change.to + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("whatever a table says, importing what was exported of it changes nothing") {
  const auto seed = std::random_device{}();
  std::cout << "seed of the tables: " << seed << "\n";
  std::size_t sites = 0;
  for (unsigned i = 0; i < 80; ++i) {
    INFO("seed " << seed + i);
    const auto table = TableMaker(seed + i).table();
    INFO(table);
    const auto first = imported(table);
    INFO((first ? "" : first.error().id));
    REQUIRE(first);
    INFO(shown(*first));
    if (first->refused == first->lines) {
      continue;
    }
    sites += first->sites;
    const auto& dossier = first->document;
    INFO(dossier);
    REQUIRE(faults_of(dossier) == "");
    for (const auto language : {Language::english, Language::french}) {
      const auto exported = export_csv(opened(dossier), language);
      INFO(exported);
      const auto again = imported(exported, dossier);
      REQUIRE(again);
      INFO(shown(*again));
      REQUIRE(again->refused == 0);
      REQUIRE(again->changes.empty());
      REQUIRE(again->document == dossier);
      const auto anew = imported(exported);
      REQUIRE(anew);
      INFO(shown(*anew));
      REQUIRE(anew->refused == 0);
      const auto workbook = export_xlsx(opened(dossier), language);
      REQUIRE(workbook);
      const auto by_workbook = imported(std::string(as_text(*workbook)), dossier);
      REQUIRE(by_workbook);
      INFO(shown(*by_workbook));
      REQUIRE(by_workbook->refused == 0);
      REQUIRE(by_workbook->document == dossier);
      // People stand in the order in which the table first names them.
      REQUIRE(sorted(export_csv(opened(anew->document), language)) == sorted(exported));
    }
    if (first->refused == 0) {
      const auto once_more = imported(table, dossier);
      REQUIRE(once_more);
      INFO(shown(*once_more));
      REQUIRE(once_more->document == dossier);
    }
  }
  CHECK(sites > 20);
}

#include "dmp/dossier/import.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string_view>

#include "dmp/base/listed.hpp"
#include "dmp/dossier/detail/draft.hpp"
#include "dmp/dossier/detail/growth.hpp"
#include "dmp/dossier/detail/lines.hpp"
#include "dmp/dossier/detail/refused.hpp"
#include "dmp/dossier/detail/view.hpp"

namespace dmp::dossier {
namespace {

/// Before an id, where names stand as well: no value has a line break.
constexpr char kIdMark = '\n';

/// PersonDraft is somebody of the table.
struct PersonDraft {
  std::string id;
  std::string pointer;                        ///< In the dossier, where it knows the person.
  std::map<std::string, std::string> values;  ///< By path; in the order of the document's keys.
  bool lacks_id = false;                      ///< The dossier describes the person in place.
  bool is_administrator = false;
  bool is_named = false;  ///< By its id, as a representative.
  std::string employer;
};

/// SiteDraft is a site of the table.
struct SiteDraft {
  std::string key;
  std::optional<std::size_t> index;             ///< In the dossier.
  std::map<const Column*, std::string> values;  ///< Columns of the site.
  std::string representative;                   ///< Key of the person.
  std::vector<std::string> administrators;      ///< Keys of persons, or ids.
};

/// Claim is what a line says of a place.
struct Claim {
  std::string text;
  std::size_t line = 0;
};

class Importer {
 public:
  Importer(const ImportRequest& request, Lines& lines) : request_(request), lines_(lines) {
    if (request.into) {
      edit_ = request.into;
      view_.emplace(*request.into);
    }
  }

  Imported run() {
    for (const auto& line : lines_.lines) {
      if (!line.refused) {
        note_numbers(line);
        note_person(line);
      }
    }
    for (std::size_t i = 0; i < lines_.lines.size(); ++i) {
      check_site_id(i);
    }
    for (std::size_t i = 0; i < lines_.lines.size(); ++i) {
      check(i);
    }
    for (std::size_t i = 0; i < lines_.lines.size(); ++i) {
      claim(i);
    }
    check_ids();
    for (auto& line : lines_.lines) {
      if (!line.refused) {
        take(line);
        line.cells.clear();  // Of a large table, nothing is kept twice.
      }
    }
    Imported result;
    result.columns = lines_.columns;
    result.sites = sites_.size();
    result.lines = lines_.lines.size();
    result.refused =
        static_cast<std::size_t>(std::ranges::count(lines_.lines, true, &Line::refused));
    result.document = edit_ ? edited() : composed();
    result.changes = std::move(changes_);
    result.findings = std::move(lines_.notes);
    for (auto& line : lines_.lines) {
      std::ranges::copy(line.faults, std::back_inserter(result.findings));
    }
    std::ranges::stable_sort(result.findings, [](const Finding& one, const Finding& other) {
      return one.at.line < other.at.line;
    });
    result.refused_tables = refused_tables(lines_, request_.workbook.separator, request_.wording);
    return result;
  }

 private:
  void refuse(Line& line, std::string_view rule, const Column* column, Args args = {}) {
    const auto found = line.cells.find(column);
    const auto at = found == line.cells.end() ? 0 : found->second.column;
    args.push_back(arg("heading", at == 0 ? "" : heading(line, at)));
    line.refused = true;
    line.faults.push_back(finding_at(rule, Severity::error, request_.file, *line.sheet,
                                     line.row->number, at, std::move(args)));
  }

  [[nodiscard]] std::string heading(const Line& line, std::uint32_t column) const {
    for (const auto& [at, text] : lines_.tables[line.table].headings) {
      if (at == column) {
        return text;
      }
    }
    return {};
  }

  static bool has(const Line& line, Holder holder) {
    return std::ranges::any_of(line.cells,
                               [holder](const auto& cell) { return cell.first->holder == holder; });
  }

  static std::string prefix_of(Holder holder) {
    return holder == Holder::representative  ? "representative."
           : holder == Holder::administrator ? "administrator."
                                             : "person.";
  }

  /// What a line calls its site: by its FINESS number, else its SIRET, else its id.
  static std::string name_of_site(const Line& line) {
    for (const auto* key : {"finess", "siret", "id"}) {
      if (auto number = line.text(key); !number.empty()) {
        return number;
      }
    }
    return {};
  }

  /// What identifies the site of a line in the table, where lines may call it differently.
  [[nodiscard]] std::string site_key(const Line& line) const {
    auto name = name_of_site(line);
    const auto number = numbers_.find(name);
    return number == numbers_.end() || number->second.empty() ? name : number->second;
  }

  /// Notes which FINESS number or SIRET goes with which id, and which FINESS number with which
  /// SIRET; several sites may have given one SIRET, which is then none of theirs.
  void note_numbers(const Line& line) {
    const auto note = [this](const std::string& name, const std::string& number) {
      if (!name.empty() && !number.empty()) {
        const auto [known, is_new] = numbers_.emplace(name, number);
        known->second = is_new || known->second == number ? number : "";
      }
    };
    const auto finess = line.text("finess");
    const auto siret = line.text("siret");
    const auto id = line.text("id");
    const auto& number = finess.empty() ? siret : finess;
    note(siret, finess);
    if (is_numberless(id)) {
      note(number, id);
    } else {
      note(id, number);
    }
  }

  /// Whether the dossier has a site of that id whose numbers are yet to be found out.
  [[nodiscard]] bool is_numberless(const std::string& id) const {
    const auto held = view_ ? view_->find_site(id) : std::nullopt;
    return held && view_->value(*held, *find_column("finess")).empty() &&
           view_->value(*held, *find_column("siret")).empty();
  }

  /// Refuses lines that give one id to two sites, of the table or of the dossier.
  void check_site_id(std::size_t index) {
    auto& line = lines_.lines[index];
    const auto id = line.text("id");
    if (line.refused || id.empty()) {
      return;
    }
    const auto* column = find_column("id");
    const auto key = site_key(line);
    const auto held = view_ ? view_->find_site(id) : std::nullopt;
    if (held && view_->find_site(key) != held) {
      refuse(line, "IMPORT-ID-HELD", column, {arg("id", id)});
      return;
    }
    const auto [first, is_new] = id_at_.emplace(id, index);
    auto& other = lines_.lines[first->second];
    if (!is_new && site_key(other) != key) {
      refuse(line, "IMPORT-ID-TWICE", column, {arg("id", id), arg("other", other.row->number)});
      if (!other.refused) {
        refuse(other, "IMPORT-ID-TWICE", column, {arg("id", id), arg("other", line.row->number)});
      }
    }
  }

  /// What identifies somebody in the table: an id, also where another line gives it, or a name.
  [[nodiscard]] std::string person_key(const Line& line, Holder holder) const {
    const auto id = holder == Holder::person ? line.text("person.id") : std::string();
    const auto name = name_in(line, holder);
    const auto named = person_ids_.find(name);
    const auto& known = id.empty() && named != person_ids_.end() ? named->second : id;
    return known.empty() ? name : kIdMark + known;
  }

  /// Notes which id goes with which name; none with that of several people.
  void note_person(const Line& line) {
    const auto id = line.text("person.id");
    const auto name = name_in(line, Holder::person);
    if (!id.empty() && !name.empty()) {
      const auto [known, is_new] = person_ids_.emplace(name, id);
      known->second = is_new || known->second == id ? id : "";
    }
  }

  static std::string name_in(const Line& line, Holder holder) {
    const auto prefix = prefix_of(holder);
    return name_key(line.text(prefix + "family_name") + " " + line.text(prefix + "given_names"));
  }

  /// The role of a line's person: as the group of columns says, or the column of roles.
  static std::string role_of(const Line& line, Holder holder) {
    return holder == Holder::representative  ? "representative"
           : holder == Holder::administrator ? "administrator"
                                             : line.text("person.role");
  }

  static constexpr Holder kPeople[] = {Holder::representative, Holder::administrator,
                                       Holder::person};

  /// Refuses a line that does not say of whom it speaks.
  void check(std::size_t index) {
    auto& line = lines_.lines[index];
    const bool has_site = has(line, Holder::site);
    const bool has_own = has(line, Holder::representative) || has(line, Holder::administrator);
    if ((has_site || has_own) && site_key(line).empty() && !line.refused) {
      refuse(line, "IMPORT-NO-NUMBER", nullptr);
    }
    for (const auto holder : kPeople) {
      if (!has(line, holder) || line.refused) {
        continue;
      }
      const auto key = person_key(line, holder);
      const bool is_known = holder == Holder::representative && has_representative(line);
      if (key.empty() && !is_known) {
        refuse(line, "IMPORT-NO-NAME", nullptr);
      } else if (role_of(line, holder).empty() && has_site) {
        refuse(line, "IMPORT-NO-ROLE", nullptr);
      }
    }
  }

  /// Whether the dossier names a representative for the site of a line.
  [[nodiscard]] bool has_representative(const Line& line) const {
    const auto index = view_ ? view_->find_site(site_key(line)) : std::nullopt;
    return index && !view_->place(*index, "representative").empty();
  }

  /// Administrators that a site names have to be somebody, here or in the dossier. Who stands in a
  /// line that is refused is nobody.
  void check_ids() {
    for (bool again = true; again;) {
      std::set<std::string> here;
      for (const auto& line : lines_.lines) {
        if (!line.refused && line.text("person.role") == "administrator") {
          here.insert(line.text("person.id"));
          here.insert(name_in(line, Holder::person));
        }
        if (!line.refused) {
          here.insert(name_in(line, Holder::administrator));
        }
      }
      here.erase("");
      again = false;
      for (auto& line : lines_.lines) {
        again = (!line.refused && refuse_unknown(line, here)) || again;
      }
    }
  }

  /// Refuses a line that names somebody who is not known; tells whether it did.
  bool refuse_unknown(Line& line, const std::set<std::string>& here) {
    for (const auto& id : items_of(line.text("administrators"))) {
      const auto name = name_key(id);
      const bool is_there = view_ && (view_->is_administrator(id) ||
                                      view_->is_administrator(view_->find_person(name)));
      if (!is_there && !here.contains(id) && !here.contains(name)) {
        refuse(line, "IMPORT-ID-UNKNOWN", find_column("administrators"), {arg("id", id)});
        return true;
      }
    }
    return false;
  }

  static std::vector<std::string> items_of(std::string_view list) {
    std::vector<std::string> items;
    while (!list.empty()) {
      const auto one = list.substr(0, list.find(", "));
      items.emplace_back(one);
      list.remove_prefix(std::min(one.size() + 2, list.size()));
    }
    return items;
  }

  /// Where a value of a line goes: a place in the dossier, or one that is only in the table.
  [[nodiscard]] std::string place_of(const Line& line, const Column& column) const {
    const auto key = site_key(line);
    const auto index = view_ ? view_->find_site(key) : std::nullopt;
    if (column.key == "legal_entity_name") {
      const auto number = line.text("legal_entity");
      return number.empty() ? key + " EJ" : "EJ " + number;
    }
    if (column.holder == Holder::site) {
      const auto place = index ? view_->place(*index, column.path) : std::string();
      return place.empty() ? key + " " + column.key : place;
    }
    const auto person = person_key(line, column.holder);
    const bool is_name = column.path == "family_name" || column.path == "given_names";
    if (column.holder == Holder::representative && (is_name || person.empty())) {
      return key + " " + column.key;
    }
    // A name is what tells people apart who have no id.
    return is_name && !person.starts_with(kIdMark) ? std::string()
                                                   : "person " + person + " " + column.path;
  }

  /// Lines that say different things of one place are refused, all of them.
  void claim(std::size_t index) {
    auto& line = lines_.lines[index];
    if (line.refused) {
      return;
    }
    for (const auto& [column, cell] : line.cells) {
      const auto place = place_of(line, *column);
      if (place.empty() || column->key == "person.role") {
        continue;
      }
      const auto [first, is_new] = claims_.emplace(place, Claim{cell.text, index});
      if (is_new || is_same_value(*column, first->second.text, cell.text)) {
        continue;
      }
      auto& other = lines_.lines[first->second.line];
      const auto rule =
          column->holder == Holder::site ? "IMPORT-LINES-DIFFER" : "IMPORT-PEOPLE-DIFFER";
      const auto args = [&](const Line& that, const std::string& own, const std::string& theirs) {
        return Args{arg("other", that.row->number), arg("found", own), arg("value", theirs)};
      };
      refuse(line, rule, column, args(other, cell.text, first->second.text));
      refuse(other, rule, column, args(line, first->second.text, cell.text));
      return;
    }
  }

  void take(const Line& line) {
    auto* site = take_site(line);
    for (const auto holder : kPeople) {
      if (!has(line, holder)) {
        continue;
      }
      const auto role = role_of(line, holder);
      const auto key = take_person(line, holder, site, role);
      if (site == nullptr || key.empty()) {
        continue;
      }
      if (role == "representative") {
        site->representative = key;
        people_[person_at_.at(key)].is_named = true;
      } else if (std::ranges::find(site->administrators, key) == site->administrators.end()) {
        site->administrators.push_back(key);
      }
    }
  }

  SiteDraft* take_site(const Line& line) {
    const auto key = site_key(line);
    if (key.empty()) {
      return nullptr;
    }
    const auto [at, is_new] = site_at_.emplace(key, sites_.size());
    if (is_new) {
      sites_.push_back({key, view_ ? view_->find_site(key) : std::nullopt, {}, {}, {}});
    }
    auto& site = sites_[at->second];
    for (const auto& [column, cell] : line.cells) {
      if (column->holder == Holder::site) {
        site.values[column] = cell.text;
      }
    }
    return &site;
  }

  /// Notes what a line says of somebody; returns the key, "" for the representative that a site has
  /// already and that the line does not name.
  std::string take_person(const Line& line, Holder holder, const SiteDraft* site,
                          const std::string& role) {
    auto key = person_key(line, holder);
    std::string pointer;
    const bool has_current = site != nullptr && site->index && role == "representative";
    if (has_current) {
      const auto current = view_->place(*site->index, "representative");
      const auto name = current.empty() ? std::string() : name_at(current);
      pointer = key.empty() || key == name ? current : "";
      key = key.empty() ? "at " + current : key;
    }
    auto [at, is_new] = person_at_.emplace(key, people_.size());
    if (is_new) {
      people_.push_back(begin_person(line, holder, key, pointer));
    }
    const auto index = at->second;
    if (const auto name = name_in(line, holder); !name.empty()) {
      person_at_.emplace(name, index);  // Also of somebody who has an id.
    }
    auto& person = people_[index];
    for (const auto& [column, cell] : line.cells) {
      if (column->holder == holder && !column->path.empty() && column->path != "id") {
        person.values[column->path] = cell.text;
      }
    }
    if (role == "administrator") {
      person.is_administrator = true;
      const auto employer = line.text(prefix_of(holder) + "employer");
      person.employer = employer.empty() ? person.employer : employer;
    }
    return !pointer.empty() ? std::string() : key;
  }

  [[nodiscard]] std::string name_at(const std::string& pointer) const {
    return name_key(request_.into->text(pointer + "/family_name").value_or("") + " " +
                    request_.into->text(pointer + "/given_names").value_or(""));
  }

  PersonDraft begin_person(const Line& line, Holder holder, const std::string& key,
                           const std::string& pointer) {
    PersonDraft person;
    person.pointer = pointer;
    person.id = key.starts_with(kIdMark) ? key.substr(1) : "";
    if (!pointer.empty()) {
      person.id = request_.into->text(pointer + "/id").value_or("");
      person.lacks_id = person.id.empty();
    } else if (view_) {
      if (person.id.empty()) {
        person.id = view_->find_person(key);
      }
      person.pointer = person.id.empty() ? "" : view_->person(person.id);
    }
    if (person.id.empty()) {
      const auto prefix = prefix_of(holder);
      person.id =
          id_from(line.text(prefix + "family_name") + " " + line.text(prefix + "given_names"),
                  [this](std::string_view id) { return is_taken(id); });
    }
    ids_.insert(person.id);
    return person;
  }

  [[nodiscard]] bool is_taken(std::string_view id) const {
    return ids_.contains(id) || (view_ && view_->has_id(id));
  }

  /// The id of a person whom a site names by key, id or name.
  [[nodiscard]] std::string id_of(const std::string& key) const {
    for (const auto& each : {key, kIdMark + key, name_key(key)}) {
      if (const auto found = person_at_.find(each); found != person_at_.end()) {
        return people_[found->second].id;
      }
    }
    const auto named = view_ ? view_->find_person(name_key(key)) : std::string();
    return view_ && view_->person(key).empty() && !named.empty() ? named : key;
  }

  [[nodiscard]] Json json_of(const PersonDraft& person) const {
    Json json = {{"id", person.id}};
    for (const auto& column : columns()) {
      const auto value = person.values.find(column.path);
      if (column.holder == Holder::person && value != person.values.end()) {
        set_at(json, column.path, value->second);
      }
    }
    complete_person(json,
                    person.is_administrator ? "dossier.todo.card-administrator"
                                            : "dossier.todo.card-representative",
                    request_.wording);
    return json;
  }

  /// Whether a card is described without the one thing that a card has to have.
  static bool lacks_card_type(const PersonDraft& person) {
    return !person.values.contains("card/type") &&
           std::ranges::any_of(person.values,
                               [](const auto& value) { return value.first.starts_with("card/"); });
  }

  [[nodiscard]] std::vector<std::string> administrators_of(const SiteDraft& site) const {
    std::vector<std::string> ids;
    const auto add = [&ids](std::string id) {
      if (std::ranges::find(ids, id) == ids.end()) {
        ids.push_back(std::move(id));
      }
    };
    const auto named = site.values.find(find_column("administrators"));
    if (named != site.values.end()) {
      for (const auto& each : items_of(named->second)) {
        add(id_of(each));
      }
    }
    for (const auto& key : site.administrators) {
      add(id_of(key));
    }
    return ids;
  }

  /// A certificate as a table names it: "DMP SIGN".
  [[nodiscard]] Json certificate_of(std::string_view item) const {
    const auto space = item.rfind(' ');
    return certificate(item.substr(0, space), item.substr(space + 1), request_.wording);
  }

  /// A site that the dossier does not have yet, as far as the table knows it.
  Json json_of(const SiteDraft& site) {
    Json json;
    for (const auto& [column, text] : site.values) {
      if (column->path.empty() || column->kind == ColumnKind::ids) {
        continue;
      }
      if (column->kind == ColumnKind::certificates) {
        for (const auto& item : items_of(text)) {
          json["certificates"].push_back(certificate_of(item));
        }
      } else {
        set_at(json, column->path, text);
      }
    }
    if (!json.contains("id")) {
      const auto name = site.values.find(find_column("name"));
      json["id"] = id_from(name == site.values.end() ? site.key : name->second,
                           [this](std::string_view id) { return is_taken(id); });
    }
    ids_.insert(json["id"].get<std::string>());
    if (!site.representative.empty()) {
      json["representative"] = id_of(site.representative);
    }
    if (const auto ids = administrators_of(site); !ids.empty()) {
      json["administrators"] = ids;
    }
    return json;
  }

  /// The legal entities of the table that the dossier does not have, with their names.
  std::vector<Json> new_entities() const {
    std::vector<Json> entities;
    std::map<std::string, std::size_t> at;
    for (const auto& site : sites_) {
      const auto number = site.values.find(find_column("legal_entity"));
      if (number == site.values.end() || (view_ && !view_->entity(number->second).empty())) {
        continue;
      }
      const auto [place, is_new] = at.emplace(number->second, entities.size());
      if (is_new) {
        entities.push_back({{"finess", number->second}});
      }
      const auto name = site.values.find(find_column("legal_entity_name"));
      if (name != site.values.end()) {
        entities[place->second]["name"] = name->second;
      }
    }
    return entities;
  }

  std::string composed() {
    Draft draft;
    draft.entities = new_entities();
    for (const auto& person : people_) {
      draft.people.push_back(json_of(person));
      if (person.is_administrator) {
        draft.administrators.push_back(
            {{"person", person.id},
             {"employer", person.employer.empty() ? "establishment" : person.employer}});
      }
    }
    for (const auto& site : sites_) {
      draft.sites.push_back(json_of(site));
      changes_.push_back({draft.sites.back()["id"], "", "", name_of(site)});
    }
    return compose(std::move(draft), request_.wording);
  }

  static std::string name_of(const SiteDraft& site) {
    const auto name = site.values.find(find_column("name"));
    return name == site.values.end() ? site.key : name->second;
  }

  std::string edited() {
    for (const auto& person : people_) {
      put_person(person);
    }
    Growth growth(*edit_, *view_, request_.wording);
    for (auto& entity : new_entities()) {
      changes_.push_back({"", "", "", entity["finess"]});
      growth.add_entity(std::move(entity));
    }
    note_open_representatives();
    for (const auto& site : sites_) {
      if (site.index) {
        update(site);
      } else {
        add(site, growth);
      }
    }
    fill_representatives();
    return edit_->result();
  }

  /// Where the representative that holds for a site is to be found out altogether, what says so
  /// above the site: its legal entity, or the defaults; else "".
  [[nodiscard]] std::string open_above(const SiteDraft& site) const {
    const auto place = view_->place(*site.index, "representative");
    const bool is_in_place =
        place.starts_with("/legal_entities/") || place.starts_with("/defaults/");
    const bool is_known = std::ranges::any_of(columns(), [&](const Column& column) {
      return column.holder == Holder::person && !column.path.empty() &&
             !view_->value_at(place, column).empty();
    });
    return is_in_place && !is_known ? place : std::string();
  }

  /// Notes who is to stand where a representative is to be found out: the one whom the table gives
  /// all of the sites that it is about.
  void note_open_representatives() {
    for (const auto& site : sites_) {
      const auto place = site.index && !site.representative.empty() ? open_above(site) : "";
      if (!place.empty()) {
        const auto id = id_of(site.representative);
        const auto [known, is_new] = open_representatives_.emplace(place, id);
        known->second = is_new || known->second == id ? id : "";
      }
    }
  }

  void fill_representatives() {
    for (const auto& [place, id] : open_representatives_) {
      if (!id.empty()) {
        edit_->set(place, Json(id).dump());
        const auto above = place.substr(0, place.rfind('/'));
        changes_.push_back(
            {edit_->text(above + "/finess").value_or("defaults"), "representative", "", id});
      }
    }
  }

  void put_person(const PersonDraft& person) {
    // Who is named by an id has to have one.
    if (person.pointer.empty() ||
        (person.lacks_id && (person.is_administrator || person.is_named))) {
      edit_->append("/people", json_of(person).dump());
      changes_.push_back({"", "", "", person.id});
    } else {
      if (lacks_card_type(person) && !request_.into->has(person.pointer + "/card")) {
        edit_->set(person.pointer + "/card/type",
                   Json(todo("dossier.todo.card-administrator", request_.wording)).dump());
      }
      for (const auto& [path, text] : person.values) {
        change("", person.pointer + "/" + path, path, text,
               request_.into->text(person.pointer + "/" + path).value_or(""), person_kind(path));
      }
    }
    if (person.is_administrator) {
      put_administrator(person);
    }
  }

  static const Column& person_kind(const std::string& path) {
    return *std::ranges::find_if(columns(), [&](const Column& column) {
      return column.holder == Holder::person && column.path == path;
    });
  }

  void put_administrator(const PersonDraft& person) {
    for (std::size_t i = 0, size = request_.into->size("/administrators"); i < size; ++i) {
      const auto at = "/administrators/" + std::to_string(i);
      const auto id = request_.into->text(at + "/person")
                          .value_or(request_.into->text(at + "/person/id").value_or(""));
      if (id == person.id) {
        if (!person.employer.empty()) {
          change("", at + "/employer", "employer", person.employer,
                 request_.into->text(at + "/employer").value_or(""), *find_column("name"));
        }
        return;
      }
    }
    const Json administrator = {
        {"person", person.id},
        {"employer", person.employer.empty() ? "establishment" : person.employer}};
    edit_->append("/administrators", administrator.dump());
    changes_.push_back({"", "administrators", "", person.id});
  }

  /// Sets a text where the dossier has another one: spaces in numbers are no difference.
  void change(const std::string& site, const std::string& pointer, const std::string& what,
              const std::string& text, const std::string& before, const Column& column) {
    const auto held = read_value({1, before, documents::CellKind::text, false}, column);
    if (is_same_value(column, before, text) || (held && held->text == text)) {
      return;
    }
    edit_->set(pointer, Json(text).dump());
    changes_.push_back({site, what, documents::is_todo(before) ? "" : before, text});
  }

  void update(const SiteDraft& site) {
    const auto own = "/establishments/" + std::to_string(*site.index);
    const auto id = request_.into->text(own + "/id").value_or("");
    for (const auto& [column, text] : site.values) {
      const auto before = view_->value(*site.index, *column);
      if (column->kind == ColumnKind::certificates) {
        add_certificates(id, own, before, text);
      } else if (column->key == "legal_entity_name") {
        rename_entity(site, text);
      } else if (column->kind != ColumnKind::ids) {
        const auto place = view_->place(*site.index, column->path);
        change(id, place.empty() ? own + "/" + column->path : place, column->key, text, before,
               *column);
      }
    }
    if (adds_contract(site)) {
      edit_->set(own + "/contract/status",
                 Json(todo("dossier.todo.contract", request_.wording)).dump());
    }
    add_administrators(site, id, own);
    if (!site.representative.empty()) {
      const auto person = id_of(site.representative);
      const auto before = request_.into->text(own + "/representative").value_or("");
      const auto current = view_->place(*site.index, "representative");
      const auto above = open_representatives_.find(current);
      const bool is_above = above != open_representatives_.end() && above->second == person;
      if (!is_above && (current.empty() || current != view_->person(person))) {
        edit_->set(own + "/representative", Json(person).dump());
        changes_.push_back({id, "representative", before, person});
      }
    }
  }

  /// Whether a table begins an agreement without saying what has become of it.
  [[nodiscard]] bool adds_contract(const SiteDraft& site) const {
    const bool has_any = std::ranges::any_of(
        site.values, [](const auto& value) { return value.first->path.starts_with("contract/"); });
    return has_any && !site.values.contains(find_column("contract.status")) &&
           view_->place(*site.index, "contract").empty();
  }

  void add_certificates(const std::string& id, const std::string& own, const std::string& before,
                        const std::string& text) {
    const auto held = items_of(before);
    for (const auto& item : items_of(text)) {
      if (std::ranges::find(held, item) == held.end()) {
        edit_->append(own + "/certificates", certificate_of(item).dump());
        changes_.push_back({id, "certificates", "", item});
      }
    }
  }

  void rename_entity(const SiteDraft& site, const std::string& text) {
    const auto own = "/establishments/" + std::to_string(*site.index);
    const auto given = site.values.find(find_column("legal_entity"));
    const auto number = given != site.values.end()
                            ? given->second
                            : request_.into->text(own + "/legal_entity").value_or("");
    const auto entity = view_->entity(number);
    if (!entity.empty()) {
      change("", entity + "/name", "legal_entity_name", text,
             request_.into->text(entity + "/name").value_or(""), *find_column("name"));
    }
  }

  void add_administrators(const SiteDraft& site, const std::string& id, const std::string& own) {
    const auto held = items_of(view_->value(*site.index, *find_column("administrators")));
    auto all = held;
    for (auto& each : administrators_of(site)) {
      if (std::ranges::find(all, each) == all.end()) {
        changes_.push_back({id, "administrators", "", each});
        all.push_back(std::move(each));
      }
    }
    if (all.size() != held.size()) {
      edit_->set(own + "/administrators", Json(all).dump());
    }
  }

  void add(const SiteDraft& site, Growth& growth) {
    auto json = json_of(site);
    changes_.push_back({json["id"], "", "", name_of(site)});
    growth.add_site(std::move(json));
  }

  const ImportRequest& request_;
  Lines& lines_;
  std::optional<documents::Edit> edit_;
  std::optional<View> view_;
  std::map<std::string, std::string> numbers_;
  std::map<std::string, std::size_t> id_at_;
  std::map<std::string, std::string> person_ids_;
  std::map<std::string, Claim> claims_;
  std::vector<SiteDraft> sites_;
  std::map<std::string, std::size_t> site_at_;
  std::vector<PersonDraft> people_;
  std::map<std::string, std::size_t> person_at_;
  std::set<std::string, std::less<>> ids_;
  std::map<std::string, std::string> open_representatives_;  ///< By place: an id, or "".
  std::vector<Change> changes_;
};

}  // namespace

Result<Imported> import_table(const ImportRequest& request) {
  auto lines = read_lines(request);
  if (!lines) {
    return fail(std::move(lines.error()));
  }
  return Importer(request, *lines).run();
}

}  // namespace dmp::dossier

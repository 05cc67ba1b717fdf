#include <array>
#include <iterator>
#include <nlohmann/json.hpp>

#include "dmp/registry/detail/formats.hpp"

// The structures of FINESS+: {"schemaVersion", "generatedAt", "pmej":
// [{"informationsGeneralesPMEJ": {…}, …, "ege": [{"informationsGeneralesEGE": {…}, …}]}]}, with
// much more beside. The file is larger than memory should be: it is read value by value, and only
// two records are held at a time.
namespace dmp::registry {
namespace {

/// Feed gives a window's bytes one by one.
class Feed {
 public:
  explicit Feed(Window& window) : window_(window), text_(window.text()) {}

  [[nodiscard]] char now() const { return text_[at_]; }
  void advance() { ++at_; }
  /// is_over reads on where the window is used up.
  bool is_over() {
    if (at_ < text_.size()) {
      return false;
    }
    window_.use_up(at_);
    const bool more = window_.more();
    text_ = window_.text();
    at_ = 0;
    return !more;
  }

 private:
  Window& window_;
  std::string_view text_;
  std::size_t at_ = 0;
};

/// FeedIterator is the input iterator that the parser takes; without a feed it is the end.
struct FeedIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = char;

  Feed* feed = nullptr;

  char operator*() const { return feed->now(); }
  FeedIterator& operator++() {
    feed->advance();
    return *this;
  }
  bool operator==(const FeedIterator& other) const {
    return feed == other.feed || (other.feed == nullptr && feed->is_over());
  }
};

/// What an open object or list is to us.
enum class Place {
  other,
  root,
  legal_entities,
  legal_entity,
  establishments,
  establishment,
  facts
};

struct TextField {
  std::string_view key;
  std::string Record::* member;
};
struct DayField {
  std::string_view key;
  std::optional<Date> Record::* member;
};

constexpr TextField kTexts[] = {
    {"numFinessPm", &Record::number},
    {"numFinessEge", &Record::number},
    {"denominationPm", &Record::name},
    {"nomEgeCourt", &Record::name},
    {"denominationLonguePmSmsse", &Record::long_name},
    {"nomEgeLong", &Record::long_name},
    {"categorieentiteGeographiqueExercice", &Record::category},
    {"siret", &Record::siret},
};
constexpr DayField kDays[] = {
    {"dateCreation", &Record::opened},
    {"dateOuverture", &Record::opened},
    {"datePremiereAutorisation", &Record::authorised},
    {"dateDerniereMaj", &Record::updated},
    {"dateFermeture", &Record::closed},
};

void set_field(Record& record, std::string_view key, std::string_view value) {
  for (const auto& [name, member] : kTexts) {
    if (key == name) {
      record.*member = trimmed(value);
      return;
    }
  }
  for (const auto& [name, member] : kDays) {
    if (key == name) {
      record.*member = day_of(value);
      return;
    }
  }
  if (key == "etatObjet") {
    record.active = value != "I";
  }
}

/// Handler takes the parser's events; the names of its functions are the parser's.
class Handler {
 public:
  explicit Handler(const Asked& asked) : asked_(asked) {}

  Extract extract;
  bool has_legal_entities = false;
  std::size_t error_at = 0;
  std::string error;

  bool null() { return true; }
  bool boolean(bool) { return true; }
  bool number_integer(std::int64_t) { return true; }
  bool number_unsigned(std::uint64_t) { return true; }
  bool number_float(double, const std::string&) { return true; }
  bool binary(const nlohmann::json::binary_t&) { return true; }

  bool key(std::string& name) {
    key_ = name;
    return true;
  }

  bool string(std::string& value) {
    switch (place()) {
      case Place::root:
        take_edition(value);
        break;
      case Place::legal_entity:
        set_field(legal_entity_, key_, value);
        break;
      case Place::establishment:
        set_field(establishment_, key_, value);
        break;
      case Place::facts:
        set_field(is_inside(Place::establishment) ? establishment_ : legal_entity_, key_, value);
        break;
      default:
        break;
    }
    return true;
  }

  bool start_object(std::size_t) {
    if (places_.empty()) {
      places_.push_back(Place::root);
    } else if (place() == Place::legal_entities) {
      legal_entity_ = {};
      places_.push_back(Place::legal_entity);
    } else if (place() == Place::establishments) {
      establishment_ = {};
      places_.push_back(Place::establishment);
    } else {
      const bool facts = (place() == Place::legal_entity && key_ == "informationsGeneralesPMEJ") ||
                         (place() == Place::establishment && key_ == "informationsGeneralesEGE");
      places_.push_back(facts ? Place::facts : Place::other);
    }
    return true;
  }

  bool end_object() {
    const auto ended = place();
    places_.pop_back();
    if (ended == Place::establishment) {
      ++extract.records_read;
      if (asked_.has_entities() || asked_.contains(establishment_.number)) {
        waiting_.push_back(std::move(establishment_));
      }
    } else if (ended == Place::legal_entity) {
      end_legal_entity();
    }
    return true;
  }

  bool start_array(std::size_t) {
    if (place_or_other() == Place::root && key_ == "pmej") {
      has_legal_entities = true;
      places_.push_back(Place::legal_entities);
    } else {
      const bool establishments = place_or_other() == Place::legal_entity && key_ == "ege";
      places_.push_back(establishments ? Place::establishments : Place::other);
    }
    return true;
  }

  bool end_array() {
    places_.pop_back();
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const std::exception& reason) {
    error_at = position;
    error = reason.what();
    return false;
  }

 private:
  [[nodiscard]] Place place() const { return places_.back(); }
  [[nodiscard]] Place place_or_other() const { return places_.empty() ? Place::other : place(); }
  [[nodiscard]] bool is_inside(Place outer) const {
    return places_.size() >= 2 && places_[places_.size() - 2] == outer;
  }

  void take_edition(const std::string& value) {
    if (key_ == "schemaVersion") {
      extract.edition.name = "FINESS+ " + value;
    } else if (key_ == "generatedAt") {
      extract.edition.date = day_of(value);
    }
  }

  /// The number of a legal entity may stand after its establishments.
  void end_legal_entity() {
    const bool all = asked_.contains_all_of(legal_entity_.number);
    bool any = false;
    for (auto& record : waiting_) {
      if (all || asked_.contains(record.number)) {
        any = true;
        record.juridical = legal_entity_.number;
        keep(extract.establishments, std::move(record));
      }
    }
    waiting_.clear();
    if (any || asked_.contains(legal_entity_.number)) {
      keep(extract.legal_entities, std::move(legal_entity_));
    }
  }

  const Asked& asked_;
  std::vector<Place> places_;
  std::string key_;
  Record legal_entity_;
  Record establishment_;
  std::vector<Record> waiting_;
};

}  // namespace

Result<Extract> read_json(Window& window, const Asked& asked, std::string_view path) {
  Feed feed(window);
  Handler handler(asked);
  handler.extract.edition.name = "FINESS+";
  const bool parsed = nlohmann::json::sax_parse(FeedIterator{&feed}, FeedIterator{}, &handler);
  if (window.failure()) {
    return fail(*window.failure());
  }
  if (!parsed) {
    const bool cut = feed.is_over();
    auto error = wrong(cut ? "REGISTER-JSON-TRUNCATED" : "REGISTER-JSON", path,
                       {arg("position", handler.error_at)});
    error.value().causes.push_back(shown(handler.error));
    return error;
  }
  if (!handler.has_legal_entities) {
    return wrong("REGISTER-JSON-OTHER", path);
  }
  if (handler.extract.records_read == 0) {
    return wrong("REGISTER-NO-RECORD", path);
  }
  return std::move(handler.extract);
}

}  // namespace dmp::registry

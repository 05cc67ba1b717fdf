#include "system/catalogue.hpp"

#include <regex>
#include <set>
#include <string>
#include <unordered_set>

#include "support/catch.hpp"

// What the program has to say, of all modules and of the command line.

namespace {

/// The names of the values of a text. A word chosen by a number, {count:site|sites}, may be there
/// more often in one language.
std::set<std::string> names(std::string_view pattern) {
  std::set<std::string> found;
  for (std::size_t at = pattern.find('{'); at != std::string_view::npos;
       at = pattern.find('{', at + 1)) {
    const auto placeholder = pattern.substr(at + 1, pattern.find('}', at) - at - 1);
    found.emplace(placeholder.substr(0, placeholder.find(':')));
  }
  return found;
}

bool is_finding_or_error(const dmp::CatalogueEntry& entry) {
  return entry.id.front() >= 'A' && entry.id.front() <= 'Z';
}

/// Every value of an entry, without anything in it.
dmp::Args nothing_for(const dmp::CatalogueEntry& entry) {
  dmp::Args args;
  for (const auto pattern : {entry.english, entry.english_remedy}) {
    for (const auto& name : names(pattern)) {
      args.push_back(dmp::arg(name, ""));
    }
  }
  return args;
}

/// A label without its layout: columns are two spaces apart, lines of lists are indented, and a
/// part of a longer text begins with the space before it. What is missing would show nevertheless.
std::string without_layout(std::string_view pattern) {
  static const std::regex kSpaces(" +");
  static const std::regex kEnds("^ | $");
  return std::regex_replace(std::regex_replace(std::string(pattern), kSpaces, " "), kEnds, "");
}

/// Remedies in which a space and a full stop are no gap.
struct Exception {
  std::string_view id;
  std::string_view holds;  ///< What is there whatever the values are.
};
constexpr Exception kExceptions[] = {
    {"CSR-SERVICE-CHARACTERS", " . _ -"},  // It lists the characters themselves.
};

/// A text without what is an exception for it, which has to be there.
std::string without_exceptions(std::string_view id, std::string text) {
  for (const auto& exception : kExceptions) {
    if (exception.id == id) {
      const auto at = text.find(exception.holds);
      REQUIRE(at != std::string::npos);
      text.erase(at, exception.holds.size());
    }
  }
  return text;
}

/// Whether a text shows where a value is missing.
bool has_gap(const std::string& text) {
  static const std::regex kGap(R"(  |""|« »|«  »|\(\)|\( | \)| ,| \.( |$)|^ | $|\{)");
  return std::regex_search(text, kGap);
}

}  // namespace

TEST_CASE("no finding, error or remedy shows the place of a value that is empty") {
  using dmp::Language;
  const auto& catalogue = dmp::cli::catalogue();
  std::size_t tried = 0;
  for (const auto language : {Language::english, Language::french}) {
    const dmp::Wording wording(catalogue, language);
    for (const auto* entry : catalogue.entries()) {
      auto args = nothing_for(*entry);
      if (args.empty()) {
        continue;
      }
      ++tried;
      auto text = wording.text(entry->id, args);
      if (!is_finding_or_error(*entry)) {
        // It may be a word within the text of another one.
        static constexpr dmp::CatalogueEntry kOuter[] = {{"OUTER", "{inner}", "{inner}"}};
        const auto english = without_layout(entry->english);
        const auto french = without_layout(entry->french);
        const dmp::CatalogueEntry inner{entry->id, english, french};
        const dmp::Catalogue both{{dmp::Messages(&inner, 1), dmp::Messages(kOuter)}};
        args.push_back(dmp::arg_text("inner", entry->id));
        text = dmp::Wording(both, language).text("OUTER", args);
      }
      const auto remedy = without_exceptions(entry->id, wording.remedy(entry->id, args));
      INFO(entry->id << ": " << text << " | " << remedy);
      CHECK_FALSE(has_gap(text));
      CHECK_FALSE(has_gap(remedy));
    }
  }
  CHECK(tried > 500);
}

TEST_CASE("every text is there in both languages, with the same values in both") {
  std::unordered_set<std::string_view> ids;
  for (const auto* entry : dmp::cli::catalogue().entries()) {
    CAPTURE(entry->id);
    CHECK_FALSE(entry->english.empty());
    CHECK_FALSE(entry->french.empty());
    CHECK(entry->english_remedy.empty() == entry->french_remedy.empty());
    CHECK(names(entry->english) == names(entry->french));
    CHECK(names(entry->english_remedy) == names(entry->french_remedy));
    CHECK(ids.insert(entry->id).second);
  }
  CHECK(ids.size() > 500);
}

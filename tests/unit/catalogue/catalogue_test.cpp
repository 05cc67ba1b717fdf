#include "system/catalogue.hpp"

#include <set>
#include <string>
#include <unordered_set>

#include "support/catch.hpp"

// What the program has to say, of all modules and of the command line.

TEST_CASE("every text is there in both languages, with the same values in both") {
  // A word chosen by a number, {count:site|sites}, may be there more often in one language.
  const auto names = [](std::string_view pattern) {
    std::set<std::string> found;
    for (std::size_t at = pattern.find('{'); at != std::string_view::npos;
         at = pattern.find('{', at + 1)) {
      const auto placeholder = pattern.substr(at + 1, pattern.find('}', at) - at - 1);
      found.emplace(placeholder.substr(0, placeholder.find(':')));
    }
    return found;
  };
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

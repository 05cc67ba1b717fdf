#include "dmp/base/text.hpp"

#include <algorithm>
#include <utility>

#include "dmp/base/pattern.hpp"
#include "dmp/base/shown.hpp"

namespace dmp {
namespace {

/// A word as it may be shown: of "user:password@host", with or without a scheme before it, the
/// password is left out, also one that holds what an address would have in another spelling.
std::string without_password(std::string_view word) {
  const auto scheme = word.find("://");
  const auto begin = scheme == std::string_view::npos ? 0 : scheme + 3;
  const auto authority = std::min(word.find('/', begin), word.size());
  const auto colon = std::min(word.find(':', begin), word.size());
  auto at = word.substr(0, authority).rfind('@');
  if (at == std::string_view::npos) {
    const auto port = word.substr(colon, authority - colon);
    const bool is_port = port.find_first_not_of(":0123456789") == std::string_view::npos;
    at = is_port ? at : word.rfind('@');
  }
  if (at == std::string_view::npos || colon > std::min(at, authority)) {
    return std::string(word);
  }
  return std::string(word.substr(0, colon + 1)) + "***" + std::string(word.substr(at));
}

/// What stands for a value that is empty, in findings and errors.
std::string_view nothing(Language language) {
  return language == Language::french ? "(néant)" : "(none)";
}

/// Their ids are in capitals; those of labels and of words within texts are not.
bool is_finding_or_error(std::string_view id) {
  return !id.empty() && id.front() >= 'A' && id.front() <= 'Z';
}

/// Filling is what the values of a pattern are written with; `catalogue` is null where no value is
/// a text.
struct Filling {
  const Catalogue* catalogue;
  Language language;
  const Args& args;
  std::string_view instead_of_nothing;
};

std::string fill_in(const Filling& filling, std::string_view pattern);

/// The value of an argument. A text within another has its values, and its word for none.
std::string value_of(const Arg& arg, const Filling& filling) {
  const auto language = filling.language;
  if (arg.kind == Arg::Kind::text && filling.catalogue != nullptr) {
    const auto* entry = filling.catalogue->find(arg.value);
    return entry == nullptr
               ? arg.value
               : fill_in(filling, language == Language::french ? entry->french : entry->english);
  }
  const auto day = arg.kind == Arg::Kind::day ? parse_date(arg.value) : std::nullopt;
  return day ? day_word(*day, language) : without_passwords(arg.value);
}

/// The word of "one|many" that follows a number: English has one for 1 alone, French for 0 as well.
/// Without a number, as in a list of all texts, there are many.
std::string_view counted(std::string_view number, std::string_view words, Language language) {
  const bool is_one = number == "1" || (number == "0" && language == Language::french);
  const auto bar = std::min(words.find('|'), words.size());
  return is_one ? words.substr(0, bar) : words.substr(std::min(bar + 1, words.size()));
}

/// Takes the quotation mark from the end of what is written and returns the length of its other
/// half, where both stand around what is still to come: 0 where they do not.
std::size_t take_quotes(std::string& out, std::string_view rest) {
  constexpr std::pair<std::string_view, std::string_view> kQuotes[] = {{"\"", "\""}, {"« ", " »"}};
  for (const auto& [open, close] : kQuotes) {
    if (out.ends_with(open) && rest.starts_with(close)) {
      out.resize(out.size() - open.size());
      return close.size();
    }
  }
  return 0;
}

std::string fill_in(const Filling& filling, std::string_view pattern) {
  const auto language = filling.language;
  const auto& args = filling.args;
  const auto instead_of_nothing = filling.instead_of_nothing;
  std::string out;
  out.reserve(pattern.size() + 32);
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    const auto close = open == std::string_view::npos ? open : pattern.find('}', open);
    if (close == std::string_view::npos) {
      break;
    }
    const auto placeholder = pattern.substr(open + 1, close - open - 1);
    const auto name = placeholder.substr(0, placeholder.find(':'));
    const auto found = std::ranges::find(args, name, &Arg::name);
    out += pattern.substr(0, open);
    if (placeholder.find('|') != std::string_view::npos && name.size() < placeholder.size()) {
      out += counted(found == args.end() ? std::string_view() : std::string_view(found->value),
                     placeholder.substr(name.size() + 1), language);
    } else if (found == args.end()) {
      out += pattern.substr(open, close - open + 1);
    } else {
      const auto value = value_of(*found, filling);
      const bool is_shown = value.empty() && !instead_of_nothing.empty();
      const auto quote = is_shown ? take_quotes(out, pattern.substr(close + 1)) : 0;
      // What follows a word without a space is a part of it that may be missing.
      const bool is_word = quote > 0 || out.empty() || out.back() == ' ' || out.back() == '(';
      out += value.empty() && is_word ? instead_of_nothing : value;
      pattern.remove_prefix(quote);
    }
    pattern.remove_prefix(close + 1);
  }
  return out.append(pattern);
}

}  // namespace

std::string without_passwords(std::string_view given) {
  if (given.find('@') == std::string_view::npos) {
    return std::string(given);
  }
  std::string shown;
  while (!given.empty()) {
    const auto end = std::min(given.find_first_of(" \t\r\n,\""), given.size());
    shown += without_password(given.substr(0, end));
    shown += given.substr(end, 1);
    given.remove_prefix(std::min(end + 1, given.size()));
  }
  return shown;
}

std::string fill_in(Language language, std::string_view pattern, const Args& args) {
  return fill_in({nullptr, language, args, {}}, pattern);
}

Catalogue::Catalogue(std::initializer_list<std::vector<Messages>> modules) {
  for (const auto& lists : modules) {
    for (const auto& list : lists) {
      for (const auto& entry : list) {
        entries_.push_back(&entry);
        index_.emplace(entry.id, &entry);
      }
    }
  }
}

const CatalogueEntry* Catalogue::find(std::string_view id) const {
  const auto found = index_.find(id);
  return found == index_.end() ? nullptr : found->second;
}

std::string day_word(Date day, Language language) {
  return language == Language::french ? format_date_french(day) : format_date(day);
}

std::string Wording::text(std::string_view id, const Args& args) const {
  const auto* entry = catalogue_->find(id);
  if (entry == nullptr) {
    return std::string(id);
  }
  const bool is_told = is_finding_or_error(entry->id);
  return fill_in({catalogue_, language_, args, is_told ? nothing(language_) : std::string_view()},
                 is_french() ? entry->french : entry->english);
}

std::string Wording::remedy(std::string_view id, const Args& args) const {
  const auto* entry = catalogue_->find(id);
  if (entry == nullptr) {
    return {};
  }
  return fill_in({catalogue_, language_, args, nothing(language_)},
                 is_french() ? entry->french_remedy : entry->english_remedy);
}

}  // namespace dmp

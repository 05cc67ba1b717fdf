#include "dmp/card/module.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "dmp/card/detail/pkcs11.hpp"
#include "dmp/card/detail/token_card.hpp"

namespace dmp::card {
namespace {

using detail::Module;

/// What is in a slot. A token that was never initialised, such as SoftHSM always has one more of,
/// counts as absent, and so does one that the module cannot tell anything of.
Token look_into(const Module& module, CK_SLOT_ID slot, const CK_SLOT_INFO& info) {
  Token token{slot, detail::plain(info.slotDescription), {}, false};
  if ((info.flags & CKF_TOKEN_PRESENT) != 0) {
    if (const auto inside = module.token(slot)) {
      token.label = detail::plain(inside->label);
      token.present = (inside->flags & CKF_TOKEN_INITIALIZED) != 0 || !token.label.empty();
    }
  }
  return token;
}

Result<std::vector<Token>> look_at_all(const Module& module) {
  const auto slots = module.slots();
  if (!slots) {
    return fail(slots.error());
  }
  std::vector<Token> tokens;
  for (const auto slot : *slots) {
    const auto told = module.ask(detail::Operation::slot_info, {slot});
    if (told.code == CKR_SLOT_ID_INVALID || told.code == CKR_DEVICE_REMOVED) {
      continue;  // unplugged meanwhile
    }
    if (told.code != CKR_OK) {
      return fail(module.failure(detail::Operation::slot_info, told.code));
    }
    tokens.push_back(look_into(module, slot, told.as<CK_SLOT_INFO>()));
  }
  return module.works().map([&tokens] { return tokens; });
}

/// The label, or the reader where the label does not tell a token from the others.
const std::string& name_of(const Token& token, const std::vector<Token>& all) {
  return token.label.empty() || std::ranges::count(all, token.label, &Token::label) > 1
             ? token.reader
             : token.label;
}

std::string names_of(const std::vector<Token>& tokens) {
  std::string names;
  for (const auto& token : tokens) {
    names += (names.empty() ? "" : ", ") + name_of(token, tokens);
  }
  return names;
}

Result<Token> pick(const std::vector<Token>& all, const std::string& name) {
  std::vector<Token> present;
  std::ranges::copy_if(all, std::back_inserter(present), &Token::present);
  if (present.empty()) {
    return fail(ErrorKind::environment, "CARD-NONE");
  }
  std::vector<Token> meant;
  std::ranges::copy_if(present, std::back_inserter(meant), [&name](const Token& token) {
    return token.label.find(name) != std::string::npos ||
           token.reader.find(name) != std::string::npos;
  });
  const auto exact = std::ranges::find_if(
      meant, [&name](const Token& token) { return token.label == name || token.reader == name; });
  if (meant.size() > 1 && exact != meant.end() &&
      std::ranges::count(meant, name, &Token::label) < 2) {
    return *exact;
  }
  if (meant.empty()) {
    return fail(ErrorKind::environment, "CARD-UNKNOWN-READER",
                {arg("name", name), arg("names", names_of(present))});
  }
  if (meant.size() > 1) {
    return fail(ErrorKind::usage, "CARD-SEVERAL", {arg("names", names_of(meant))});
  }
  return std::move(meant.front());
}

}  // namespace

Result<std::vector<Token>> list_tokens(const std::filesystem::path& module,
                                       const ModuleOptions& options) {
  const auto loaded = Module::load(module, options);
  return loaded ? look_at_all(**loaded) : fail(loaded.error());
}

Result<std::unique_ptr<Card>> open_token(const std::filesystem::path& module,
                                         const std::string& name, const ModuleOptions& options) {
  auto loaded = Module::load(module, options);
  if (!loaded) {
    return fail(loaded.error());
  }
  const auto token =
      look_at_all(**loaded).and_then([&name](const auto& all) { return pick(all, name); });
  return token ? detail::TokenCard::open(std::move(*loaded), *token) : fail(token.error());
}

}  // namespace dmp::card

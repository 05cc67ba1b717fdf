#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "dmp/base/error.hpp"
#include "dmp/base/secret.hpp"
#include "dmp/files/versions.hpp"
#include "dmp/install/detail/judge.hpp"
#include "dmp/install/install.hpp"

// What each kind of target is made of.
namespace dmp::install::detail {

/// Wanted is one file before it is compared with what is there.
struct Wanted {
  std::string name;
  bool is_secret = false;
  std::function<Result<Secret>()> content;
  std::function<bool(ByteView existing)> is_met;
};

/// text_file is a file of that text, which all may read.
Wanted text_file(std::string name, std::string text);

/// authorities are the certificates above the leaf; without the root where they are for a server's
/// "full chain".
std::vector<x509::Certificate> authorities(const Case& each, bool with_root);

/// pem_files are the files of a PEM folder; the key of an order's own folder stays as it is.
std::vector<Wanted> pem_files(const Case& each, const Request& request, bool is_the_orders);

/// concerns tells whether a target takes that certificate. A trust store takes none by itself.
bool concerns(const Target& target, const Case& each);

/// check_words refuses a path with words that stand for nothing where the certificate is of that
/// site ("" for none). Error id: INSTALL-PLACE-WORD (usage).
Status check_words(const Target& target, std::string_view site);

/// path_of is where a target of that certificate lies, its words filled in.
std::filesystem::path path_of(const Target& target, const Case& each);

/// target_file is the one file of a target that is no folder. Error ids: INSTALL-PKCS12-PASSPHRASE,
/// INSTALL-PKCS12-EXISTS (usage: what lies there is none of the same structure and usage).
Result<Wanted> target_file(const Target& target, const files::PlaceWay& way, const Case& each,
                           const Request& request);

/// trust_file is the file of a trust store.
Result<Wanted> trust_file(const Target& target, const files::PlaceWay& way,
                          const std::vector<x509::Certificate>& authorities);

/// holds_key tells whether what lies there has a key in it, as far as can be seen.
bool holds_key(const files::Held& held, const Target& target, const std::filesystem::path& path);

/// rights_for says what a file gets: what the target asks for, and otherwise what was there before
/// had (null: nothing was), where it lends that to a file of the same owner, though a key is never
/// open to every user. Error ids: INSTALL-MODE (usage) with `path`, INSTALL-MODE-GROUP (usage: the
/// mode is for a group that nobody named, and that could not read what is there).
Result<files::Rights> rights_for(const Target& target, bool is_secret,
                                 const std::filesystem::path& path, const files::Held* before);

/// has_rights tells whether a file has the owner and group that were named and, with a key, these
/// rights, or lesser ones where none were asked for. One without a key need not be narrower, but
/// nobody else may write it.
bool has_rights(const files::Held& held, const files::Rights& rights, const Target& target,
                bool is_secret);

/// trust_of names for whom the targets are.
files::Trust trust_of(const std::vector<Target>& targets);

}  // namespace dmp::install::detail

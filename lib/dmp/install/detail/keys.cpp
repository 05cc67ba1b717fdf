#include "dmp/install/detail/keys.hpp"

#include <algorithm>
#include <utility>

#include "dmp/dossier/order_document.hpp"
#include "dmp/files/read.hpp"

namespace dmp::install::detail {
namespace {

void gather_orders(const std::filesystem::path& workspace, Keys& keys) {
  for (auto& folder : files::Workspace{workspace}.orders()) {
    const auto content = files::read_file(folder.order());
    if (!content) {
      keys.damaged.push_back(content.error());
      continue;
    }
    auto order = dossier::read_order(as_text(*content), folder.order().string());
    if (order) {
      keys.orders.push_back({std::move(folder), std::move(*order)});
    } else {
      keys.damaged.push_back(std::move(order.error()));
    }
  }
}

/// The key file of an order; nothing when it is not there.
Result<KeyPointer> key_of(const FoundOrder& order, const Secret* passphrase) {
  const auto path = order.folder.key();
  auto content = files::read_file(path);
  if (!content) {
    if (content.error().id == "FILE-NOT-FOUND") {
      return KeyPointer();
    }
    return fail(std::move(content.error()));
  }
  auto key = open_key_file(*content, path.string(), passphrase);
  if (!key && key.error().id == "PASSPHRASE-NEEDED") {
    auto closed = std::make_shared<FoundKey>();
    closed->place = path.string();
    closed->public_key_sha256 = order.order.public_key_sha256;
    closed->pem = Secret(*content);
    closed->encrypted = true;
    key = std::move(closed);
  }
  wipe(*content);
  return key;
}

bool matches(const KeyPointer& key, const model::CertificateFacts& facts) {
  return key && key->public_key_sha256 == facts.public_key_sha256;
}

KeyPointer carried_key(const Keys& keys, const model::CertificateFacts& facts) {
  if (matches(keys.named, facts)) {
    return keys.named;
  }
  const auto found = std::ranges::find_if(
      keys.delivered, [&facts](const KeyPointer& key) { return matches(key, facts); });
  return found == keys.delivered.end() ? nullptr : *found;
}

/// A key that was named must be that of one certificate of the delivery at least.
bool is_named_in_vain(const Keys& keys, const Delivery& delivery) {
  return keys.named && std::ranges::none_of(delivery.leaves, [&keys](const Leaf& leaf) {
           return matches(keys.named, leaf.certificate.facts());
         });
}

/// The key that one would have expected to be this certificate's.
std::string expected_elsewhere(const Leaf& leaf, const Keys& keys) {
  const auto& facts = leaf.certificate.facts();
  if (keys.named) {
    return keys.named->place;
  }
  for (const auto& key : keys.delivered) {
    if (key->place == leaf.source) {
      return key->place;
    }
  }
  for (const auto& [folder, order] : keys.orders) {
    if (order.structure == facts.structure() && order.usage == facts.usage) {
      return folder.key().string();
    }
  }
  return {};
}

}  // namespace

Result<Keys> gather_keys(const Request& request, const Delivery& delivery) {
  Keys keys;
  keys.delivered = delivery.keys;
  if (request.key_file) {
    auto named =
        open_key_file(request.key_file->content, request.key_file->name, request.passphrase);
    if (!named) {
      return fail(std::move(named.error()));
    }
    keys.named = std::move(*named);
  }
  if (request.workspace) {
    gather_orders(*request.workspace, keys);
  }
  return keys;
}

Result<Match> match_key(const Leaf& leaf, const Delivery& delivery, const Keys& keys,
                        const Request& request) {
  const auto& facts = leaf.certificate.facts();
  Match match;
  const auto order = std::ranges::find_if(keys.orders, [&facts](const FoundOrder& each) {
    return each.order.public_key_sha256 == facts.public_key_sha256;
  });
  Result<KeyPointer> own = KeyPointer();
  if (order != keys.orders.end()) {
    match.order = *order;
    own = key_of(*order, request.passphrase);
  }
  match.key = carried_key(keys, facts);
  if (!match.key) {
    if (!own) {
      return fail(std::move(own.error()));
    }
    match.key = *own;
  }
  if (own && *own && !matches(*own, facts)) {
    match.other_key = (*own)->place;
  } else if (is_named_in_vain(keys, delivery)) {
    match.other_key = keys.named->place;
  } else if (!match.key && !match.order) {
    match.other_key = expected_elsewhere(leaf, keys);
  }
  if (!match.other_key.empty()) {
    match.key = nullptr;
  }
  if (!match.key && !match.order && !keys.damaged.empty()) {
    return fail(keys.damaged.front());
  }
  // The order's record of the key is not the key: only the opened file proves that it is the right
  // one.
  if (match.key && match.key->encrypted && !match.key->key && !request.verify_only) {
    return fail(ErrorKind::secret, "PASSPHRASE-NEEDED", {arg("file", match.key->place)});
  }
  return match;
}

}  // namespace dmp::install::detail

#pragma once

#include <string>
#include <string_view>

#include "dmp/base/error.hpp"
#include "dmp/model/order.hpp"

namespace dmp::documents {

/// write_order makes the text of `order.json` (schemas/order.schema.json), ending with a newline.
std::string write_order(const model::Order& order);

/// read_order reads it back. Error ids (input): ORDER-DAMAGED with `file`, ORDER-VERSION when a
/// newer program wrote it.
Result<model::Order> read_order(std::string_view text, std::string_view file);

/// write_journal_entry makes one line of `journal.jsonl`, ending with a newline; empty parts left
/// out.
std::string write_journal_entry(const model::JournalEntry& entry);

}  // namespace dmp::documents

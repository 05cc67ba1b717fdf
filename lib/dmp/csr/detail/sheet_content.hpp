#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/csr/detail/sheet_texts.hpp"
#include "dmp/csr/order_sheet.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/model/order.hpp"
#include "dmp/policy/policy.hpp"

namespace dmp::csr::detail {

/// Line is one line of an order's sheet, with its values in place.
struct Line {
  Shape shape = Shape::text;
  std::string label;
  std::string text;
  std::string remark;
  std::size_t number = 0;  ///< Of a step, from 1.
};

/// sheet_content is what both renderings of the sheet say, from top to bottom.
std::vector<Line> sheet_content(const model::Order& order, const model::Establishment& site,
                                const policy::Policy& policy, const SheetCommands& commands,
                                std::span<const model::Establishment* const> sites);

/// words splits at spaces and control characters, but keeps French punctuation with its neighbour.
std::vector<std::string> words(std::string_view text);

/// in_groups writes digits in groups of four, `per_line` groups a line.
std::vector<std::string> in_groups(std::string_view digits, std::size_t per_line);

}  // namespace dmp::csr::detail

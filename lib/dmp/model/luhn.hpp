#pragma once

#include <string_view>

namespace dmp::model {

/// luhn_sum adds the digits of a number by Luhn's rule (every second one from the right doubled,
/// and its two digits added). A FINESS number's A and B count as 1 and 2. The number is valid when
/// the sum is a multiple of ten. Only 0-9, A and B may occur.
int luhn_sum(std::string_view number);

/// luhn_key returns the last digit that `number`, key included, should have: '0' to '9'.
char luhn_key(std::string_view number);

}  // namespace dmp::model

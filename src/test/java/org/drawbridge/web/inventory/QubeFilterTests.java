package org.drawbridge.web.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.drawbridge.inventory.QubeQuery;
import org.junit.jupiter.api.Test;

class QubeFilterTests {

    @Test
    void addressesKeepWhatIsFilteredAndNothingElse() {
        QubeFilter filter = new QubeFilter("a&b=ü", "AppVM", "", "", "yes", "-ip", 3);

        assertThat(filter.sortAddress()).isEqualTo("/qubes?search=a%26b%3D%C3%BC&class=AppVM&bridged=yes&sort=");
        assertThat(filter.pageAddress())
                .isEqualTo("/qubes?search=a%26b%3D%C3%BC&class=AppVM&bridged=yes&sort=-ip&page=");
        assertThat(all().sortAddress()).isEqualTo("/qubes?sort=");
    }

    @Test
    void queryTakesTheOrderFromTheAddress() {
        QubeQuery query = new QubeFilter("", "", "-", "", "no", "-ip", 3).query();

        assertThat(query.sort()).isEqualTo(QubeQuery.Sort.IP);
        assertThat(query.descending()).isTrue();
        assertThat(query.bridged()).contains(false);
        assertThat(query.page()).isEqualTo(3);
    }

    @Test
    void queryFallsBackToTheNameWhenTheColumnIsUnknown() {
        QubeQuery query = new QubeFilter("", "", "", "", "", "name; drop table inventory_qube", -4).query();

        assertThat(query.sort()).isEqualTo(QubeQuery.Sort.NAME);
        assertThat(query.page()).isZero();
    }

    private static QubeFilter all() {
        return new QubeFilter("", "", "", "", "", "name", 0);
    }
}
